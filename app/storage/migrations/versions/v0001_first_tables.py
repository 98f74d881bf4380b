"""The first tables: everything a team of advisers keeps, the change log, and the register."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    """
    CREATE TABLE action_reviews (
        id TEXT NOT NULL,
        urn INTEGER NOT NULL,
        action_id TEXT NOT NULL,
        record_id TEXT NOT NULL,
        status TEXT NOT NULL,
        seen TEXT NOT NULL,
        "on" TEXT,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_action_reviews_action_id ON action_reviews (action_id)",
    "CREATE INDEX ix_action_reviews_record_id ON action_reviews (record_id)",
    "CREATE INDEX ix_action_reviews_urn ON action_reviews (urn)",
    """
    CREATE TABLE actions (
        id TEXT NOT NULL,
        urn INTEGER NOT NULL,
        record_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        reference TEXT NOT NULL,
        what TEXT NOT NULL,
        who TEXT NOT NULL,
        "by" TEXT,
        known_by TEXT NOT NULL,
        support TEXT NOT NULL,
        confidence TEXT,
        strand TEXT NOT NULL,
        carried_from TEXT NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_actions_carried_from ON actions (carried_from)",
    "CREATE INDEX ix_actions_record_id ON actions (record_id)",
    "CREATE INDEX ix_actions_reference ON actions (reference)",
    "CREATE INDEX ix_actions_urn ON actions (urn)",
    """
    CREATE TABLE advisers (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        email TEXT NOT NULL,
        organisation TEXT NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE answers (
        record_id TEXT NOT NULL,
        ref TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (record_id, ref)
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE changes (
        arrival INTEGER NOT NULL,
        device TEXT NOT NULL,
        seq INTEGER NOT NULL,
        scope TEXT NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        field TEXT NOT NULL,
        value TEXT NOT NULL,
        stamp_ms INTEGER NOT NULL,
        stamp_count INTEGER NOT NULL,
        bases TEXT NOT NULL,
        "by" TEXT NOT NULL,
        made_here BOOLEAN NOT NULL,
        sealed_in TEXT,
        replaced_at INTEGER,
        PRIMARY KEY (arrival),
        UNIQUE (device, seq)
    )
    """,
    "CREATE INDEX ix_changes_thing ON changes (kind, id, field)",
    "CREATE INDEX ix_changes_waiting ON changes (arrival) WHERE sealed_in IS NULL",
    """
    CREATE TABLE cohorts (
        id TEXT NOT NULL,
        project_id TEXT NOT NULL,
        title TEXT NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_cohorts_project_id ON cohorts (project_id)",
    """
    CREATE TABLE documents (
        id TEXT NOT NULL,
        urn INTEGER NOT NULL,
        record_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        file_name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        at TEXT NOT NULL,
        revision INTEGER NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_documents_record_id ON documents (record_id)",
    "CREATE INDEX ix_documents_urn ON documents (urn)",
    """
    CREATE TABLE evidence (
        id TEXT NOT NULL,
        urn INTEGER NOT NULL,
        record_id TEXT NOT NULL,
        source TEXT NOT NULL,
        "where" TEXT NOT NULL,
        count INTEGER NOT NULL,
        seen TEXT NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_evidence_record_id ON evidence (record_id)",
    "CREATE INDEX ix_evidence_urn ON evidence (urn)",
    """
    CREATE TABLE focus_pupils (
        id TEXT NOT NULL,
        urn INTEGER NOT NULL,
        code TEXT NOT NULL,
        year TEXT NOT NULL,
        disadvantaged BOOLEAN,
        send BOOLEAN,
        eal BOOLEAN,
        prior TEXT NOT NULL,
        starting_point TEXT NOT NULL,
        target TEXT NOT NULL,
        helps TEXT NOT NULL,
        review_date TEXT,
        status TEXT NOT NULL,
        note TEXT NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_focus_pupils_urn ON focus_pupils (urn)",
    """
    CREATE TABLE forms (
        form_id TEXT NOT NULL,
        version TEXT NOT NULL,
        title TEXT NOT NULL,
        source_hash TEXT NOT NULL,
        xml TEXT NOT NULL,
        PRIMARY KEY (form_id, version)
    )
    """,
    """
    CREATE TABLE handovers (
        id TEXT NOT NULL,
        urn INTEGER NOT NULL,
        record_id TEXT NOT NULL,
        document_id TEXT NOT NULL,
        recipients TEXT NOT NULL,
        how TEXT NOT NULL,
        at TEXT NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_handovers_document_id ON handovers (document_id)",
    "CREATE INDEX ix_handovers_record_id ON handovers (record_id)",
    "CREATE INDEX ix_handovers_urn ON handovers (urn)",
    """
    CREATE TABLE key_people (
        id TEXT NOT NULL,
        urn INTEGER NOT NULL,
        role TEXT NOT NULL,
        name TEXT NOT NULL,
        email TEXT NOT NULL,
        telephone TEXT NOT NULL,
        safeguarding_lead BOOLEAN NOT NULL,
        receives_notes BOOLEAN NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_key_people_urn ON key_people (urn)",
    """
    CREATE TABLE laptop (
        only INTEGER NOT NULL,
        device TEXT NOT NULL,
        seq INTEGER NOT NULL,
        arrival INTEGER NOT NULL,
        stamp_ms INTEGER NOT NULL,
        stamp_count INTEGER NOT NULL,
        PRIMARY KEY (only)
    )
    """,
    """
    CREATE TABLE memberships (
        id TEXT NOT NULL,
        project_id TEXT NOT NULL,
        cohort_id TEXT NOT NULL,
        urn INTEGER NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_memberships_cohort_id ON memberships (cohort_id)",
    "CREATE INDEX ix_memberships_project_id ON memberships (project_id)",
    "CREATE INDEX ix_memberships_urn ON memberships (urn)",
    """
    CREATE TABLE met_people (
        id TEXT NOT NULL,
        urn INTEGER NOT NULL,
        record_id TEXT NOT NULL,
        role TEXT NOT NULL,
        name TEXT NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_met_people_record_id ON met_people (record_id)",
    "CREATE INDEX ix_met_people_urn ON met_people (urn)",
    """
    CREATE TABLE passed_on (
        id TEXT NOT NULL,
        urn INTEGER NOT NULL,
        at TEXT NOT NULL,
        role TEXT NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_passed_on_urn ON passed_on (urn)",
    """
    CREATE TABLE projects (
        id TEXT NOT NULL,
        title TEXT NOT NULL,
        academic_year INTEGER NOT NULL,
        organisation TEXT NOT NULL,
        aim TEXT NOT NULL,
        phases TEXT NOT NULL,
        contact TEXT NOT NULL,
        note_days INTEGER NOT NULL,
        keep_until TEXT,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE records (
        id TEXT NOT NULL,
        urn INTEGER NOT NULL,
        form_id TEXT NOT NULL,
        form_version TEXT NOT NULL,
        title TEXT NOT NULL,
        reference TEXT NOT NULL,
        "on" TEXT NOT NULL,
        visit_id TEXT NOT NULL,
        project_id TEXT NOT NULL,
        adviser_id TEXT NOT NULL,
        state TEXT NOT NULL,
        revision INTEGER NOT NULL,
        started_at TEXT,
        finished_at TEXT,
        snapshot_hash TEXT NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_records_project_id ON records (project_id)",
    "CREATE INDEX ix_records_reference ON records (reference)",
    "CREATE INDEX ix_records_state ON records (state)",
    "CREATE INDEX ix_records_urn ON records (urn)",
    "CREATE INDEX ix_records_visit_id ON records (visit_id)",
    """
    CREATE TABLE register_authorities (
        name TEXT NOT NULL,
        PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE register_schools (
        urn INTEGER NOT NULL,
        name TEXT NOT NULL,
        la_code TEXT NOT NULL,
        la_name TEXT NOT NULL,
        kind TEXT NOT NULL,
        status TEXT NOT NULL,
        phase TEXT NOT NULL,
        low_age INTEGER,
        high_age INTEGER,
        gender TEXT NOT NULL,
        religious_character TEXT NOT NULL,
        trust TEXT NOT NULL,
        street TEXT NOT NULL,
        locality TEXT NOT NULL,
        address3 TEXT NOT NULL,
        town TEXT NOT NULL,
        postcode TEXT NOT NULL,
        telephone TEXT NOT NULL,
        website TEXT NOT NULL,
        pupils INTEGER,
        opened TEXT,
        closed TEXT,
        head TEXT NOT NULL,
        successors TEXT NOT NULL,
        PRIMARY KEY (urn)
    )
    """,
    """
    CREATE TABLE schools (
        urn INTEGER NOT NULL,
        name TEXT NOT NULL,
        la_name TEXT NOT NULL,
        kind TEXT NOT NULL,
        status TEXT NOT NULL,
        phase TEXT NOT NULL,
        low_age INTEGER,
        high_age INTEGER,
        trust TEXT NOT NULL,
        street TEXT NOT NULL,
        town TEXT NOT NULL,
        postcode TEXT NOT NULL,
        telephone TEXT NOT NULL,
        pupils INTEGER,
        adviser_id TEXT NOT NULL,
        agreement_date TEXT,
        by_hand BOOLEAN NOT NULL,
        given_up TEXT,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (urn)
    )
    """,
    """
    CREATE TABLE settings (
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE snapshots (
        record_id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        content TEXT NOT NULL,
        PRIMARY KEY (record_id, revision)
    )
    """,
    """
    CREATE TABLE visits (
        id TEXT NOT NULL,
        urn INTEGER NOT NULL,
        kind TEXT NOT NULL,
        "on" TEXT NOT NULL,
        project_id TEXT NOT NULL,
        starts TEXT,
        ends TEXT,
        purpose TEXT NOT NULL,
        meeting TEXT NOT NULL,
        adviser_id TEXT NOT NULL,
        state TEXT NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """CREATE INDEX ix_visits_on ON visits ("on")""",
    "CREATE INDEX ix_visits_project_id ON visits (project_id)",
    "CREATE INDEX ix_visits_urn ON visits (urn)",
    """
    CREATE TABLE windows (
        id TEXT NOT NULL,
        project_id TEXT NOT NULL,
        visit_kind TEXT NOT NULL,
        label TEXT NOT NULL,
        opens TEXT NOT NULL,
        closes TEXT NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_windows_project_id ON windows (project_id)",
)


def upgrade() -> None:
    """Makes the tables and their indexes."""
    for statement in STATEMENTS:
        op.execute(statement)
