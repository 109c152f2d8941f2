using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpcSpaces.Registry.Migrations.Postgres
{
    /// <inheritdoc />
    internal partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "opcspaces_registry");

            migrationBuilder.CreateTable(
                name: "absences",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_absences", x => new { x.community, x.tenant, x.from });
                });

            migrationBuilder.CreateTable(
                name: "calendar_days",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    opens = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    closes = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    name = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_days", x => new { x.community, x.date });
                });

            migrationBuilder.CreateTable(
                name: "change_parts",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_change_parts", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "change_sets",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    version = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    who = table.Column<string>(type: "text", nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    undoes = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_change_sets", x => x.version);
                });

            migrationBuilder.CreateTable(
                name: "changed_rows",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    version = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    table_name = table.Column<string>(type: "text", nullable: false),
                    row_key = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    fields = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_changed_rows", x => new { x.version, x.number });
                });

            migrationBuilder.CreateTable(
                name: "claims",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    scheme = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    square_metres = table.Column<decimal>(type: "numeric", nullable: false),
                    basis = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<decimal>(type: "numeric", nullable: false),
                    filed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_claims", x => new { x.community, x.id });
                });

            migrationBuilder.CreateTable(
                name: "communities",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    district = table.Column<string>(type: "text", nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    @operator = table.Column<string>(name: "operator", type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: true),
                    latitude = table.Column<decimal>(type: "numeric", nullable: true),
                    longitude = table.Column<decimal>(type: "numeric", nullable: true),
                    site_boundary = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "community_areas",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    basis = table.Column<string>(type: "text", nullable: false),
                    square_metres = table.Column<decimal>(type: "numeric", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_community_areas", x => new { x.community, x.basis });
                });

            migrationBuilder.CreateTable(
                name: "desks",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    zone = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    x = table.Column<decimal>(type: "numeric", nullable: false),
                    y = table.Column<decimal>(type: "numeric", nullable: false),
                    rotation_degrees = table.Column<decimal>(type: "numeric", nullable: false),
                    equipment = table.Column<string>(type: "text", nullable: false),
                    accessible = table.Column<bool>(type: "boolean", nullable: false),
                    number = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desks", x => new { x.community, x.zone, x.id });
                });

            migrationBuilder.CreateTable(
                name: "districts",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    city = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_districts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fixtures",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    floor = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    x = table.Column<decimal>(type: "numeric", nullable: false),
                    y = table.Column<decimal>(type: "numeric", nullable: false),
                    width = table.Column<decimal>(type: "numeric", nullable: false),
                    height = table.Column<decimal>(type: "numeric", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fixtures", x => new { x.community, x.id });
                });

            migrationBuilder.CreateTable(
                name: "floors",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    width_metres = table.Column<decimal>(type: "numeric", nullable: false),
                    height_metres = table.Column<decimal>(type: "numeric", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_floors", x => new { x.community, x.id });
                });

            migrationBuilder.CreateTable(
                name: "gateways",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    installed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    floor = table.Column<string>(type: "text", nullable: true),
                    retired_on = table.Column<DateOnly>(type: "date", nullable: true),
                    serial = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_gateways", x => new { x.community, x.id });
                });

            migrationBuilder.CreateTable(
                name: "insured_heads",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    heads = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_insured_heads", x => new { x.community, x.tenant, x.month });
                });

            migrationBuilder.CreateTable(
                name: "invoices",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    lease = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    amount = table.Column<decimal>(type: "numeric", nullable: false),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invoices", x => new { x.community, x.id });
                });

            migrationBuilder.CreateTable(
                name: "leases",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    zone = table.Column<string>(type: "text", nullable: false),
                    places = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    square_metres = table.Column<decimal>(type: "numeric", nullable: false),
                    rent_per_month = table.Column<decimal>(type: "numeric", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    address_kind = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_leases", x => new { x.community, x.id });
                });

            migrationBuilder.CreateTable(
                name: "opening_hours",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    weekday = table.Column<string>(type: "text", nullable: false),
                    opens = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    closes = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    workday = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opening_hours", x => new { x.community, x.weekday });
                });

            migrationBuilder.CreateTable(
                name: "out_of_service",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    zone = table.Column<string>(type: "text", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_out_of_service", x => new { x.community, x.zone, x.place, x.from });
                });

            migrationBuilder.CreateTable(
                name: "payments",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    invoice = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<decimal>(type: "numeric", nullable: false),
                    paid_on = table.Column<DateOnly>(type: "date", nullable: false),
                    payer = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payments", x => new { x.community, x.id });
                });

            migrationBuilder.CreateTable(
                name: "points",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    zone = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    generation = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    gateway = table.Column<string>(type: "text", nullable: true),
                    name = table.Column<string>(type: "text", nullable: true),
                    sensor = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_points", x => new { x.community, x.zone, x.id, x.generation });
                });

            migrationBuilder.CreateTable(
                name: "privacy_assessments",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_privacy_assessments", x => new { x.community, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_head",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_registry_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "requests",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    applicant = table.Column<string>(type: "text", nullable: false),
                    filed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    seats = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    sector = table.Column<string>(type: "text", nullable: false),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    equipment = table.Column<string>(type: "text", nullable: false),
                    wishes = table.Column<string>(type: "text", nullable: false),
                    must_haves = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: true),
                    to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_requests", x => new { x.community, x.id });
                });

            migrationBuilder.CreateTable(
                name: "rooms",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    zone = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    capacity = table.Column<int>(type: "integer", nullable: false),
                    equipment = table.Column<string>(type: "text", nullable: false),
                    accessible = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rooms", x => new { x.community, x.zone, x.id });
                });

            migrationBuilder.CreateTable(
                name: "tenants",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    uscc = table.Column<string>(type: "text", nullable: false),
                    head_count = table.Column<int>(type: "integer", nullable: false),
                    sector = table.Column<string>(type: "text", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    use_code = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tenants", x => new { x.community, x.id });
                });

            migrationBuilder.CreateTable(
                name: "use_codes",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    allowed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_use_codes", x => new { x.community, x.id });
                });

            migrationBuilder.CreateTable(
                name: "zone_areas",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    zone = table.Column<string>(type: "text", nullable: false),
                    basis = table.Column<string>(type: "text", nullable: false),
                    square_metres = table.Column<decimal>(type: "numeric", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_zone_areas", x => new { x.community, x.zone, x.basis });
                });

            migrationBuilder.CreateTable(
                name: "zones",
                schema: "opcspaces_registry",
                columns: table => new
                {
                    community = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    floor = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    capacity = table.Column<int>(type: "integer", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: true),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    outline = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_zones", x => new { x.community, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_change_parts_version",
                schema: "opcspaces_registry",
                table: "change_parts",
                column: "version");

            migrationBuilder.CreateIndex(
                name: "IX_changed_rows_table_name_row_key_version",
                schema: "opcspaces_registry",
                table: "changed_rows",
                columns: new[] { "table_name", "row_key", "version" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absences",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "calendar_days",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "change_parts",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "change_sets",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "changed_rows",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "claims",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "communities",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "community_areas",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "desks",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "districts",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "fixtures",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "floors",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "gateways",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "insured_heads",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "invoices",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "leases",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "opening_hours",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "out_of_service",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "payments",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "points",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "privacy_assessments",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "registry_head",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "requests",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "rooms",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "tenants",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "use_codes",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "zone_areas",
                schema: "opcspaces_registry");

            migrationBuilder.DropTable(
                name: "zones",
                schema: "opcspaces_registry");
        }
    }
}
