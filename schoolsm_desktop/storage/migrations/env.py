"""What alembic runs: the open connection comes from `storage.upgrade`, inside its one transaction."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    # The transaction is begun and ended outside: alembic's own would leave half a migration behind.
    transactional_ddl=False,
    render_as_batch=True,
)
context.run_migrations()
