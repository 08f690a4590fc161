"""Runs the migrations on the connection that opdracht/store/schema.py hands over, in one transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True, transactional_ddl=True)
context.run_migrations()
