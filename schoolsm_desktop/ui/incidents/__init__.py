"""The page of incidents, complaints, moderation, blocks and what others were asked to remove."""
