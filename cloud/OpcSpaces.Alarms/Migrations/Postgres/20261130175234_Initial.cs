using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpcSpaces.Alarms.Migrations.Postgres
{
    /// <inheritdoc />
    internal partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "opcspaces_alarms");

            migrationBuilder.CreateTable(
                name: "alarm_readers",
                schema: "opcspaces_alarms",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alarm_readers", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "alarm_timers",
                schema: "opcspaces_alarms",
                columns: table => new
                {
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject_kind = table.Column<string>(type: "text", nullable: false),
                    community = table.Column<string>(type: "text", nullable: false),
                    zone = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    alarm_id = table.Column<string>(type: "text", nullable: true),
                    held_ms = table.Column<long>(type: "bigint", nullable: true),
                    gone_ms = table.Column<long>(type: "bigint", nullable: true),
                    clear_after_ms = table.Column<long>(type: "bigint", nullable: false),
                    level = table.Column<double>(type: "double precision", nullable: true),
                    moment_ms = table.Column<long>(type: "bigint", nullable: true),
                    closed_ms = table.Column<long>(type: "bigint", nullable: true),
                    unjudged = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alarm_timers", x => new { x.kind, x.subject_kind, x.community, x.zone, x.subject });
                });

            migrationBuilder.CreateTable(
                name: "alarms",
                schema: "opcspaces_alarms",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    severity = table.Column<string>(type: "text", nullable: false),
                    subject_kind = table.Column<string>(type: "text", nullable: false),
                    community = table.Column<string>(type: "text", nullable: false),
                    zone = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false),
                    raised_at = table.Column<long>(type: "bigint", nullable: false),
                    raised_sequence = table.Column<long>(type: "bigint", nullable: false),
                    unjudged = table.Column<string>(type: "text", nullable: true),
                    acknowledged_at = table.Column<long>(type: "bigint", nullable: true),
                    acknowledged_by = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    cleared_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alarms", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "alarm_events",
                schema: "opcspaces_alarms",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    alarm_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    community = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false),
                    who = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alarm_events", x => x.sequence);
                    table.ForeignKey(
                        name: "FK_alarm_events_alarms_alarm_id",
                        column: x => x.alarm_id,
                        principalSchema: "opcspaces_alarms",
                        principalTable: "alarms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_alarm_events_alarm_id",
                schema: "opcspaces_alarms",
                table: "alarm_events",
                column: "alarm_id");

            migrationBuilder.CreateIndex(
                name: "IX_alarms_community_raised_sequence",
                schema: "opcspaces_alarms",
                table: "alarms",
                columns: new[] { "community", "raised_sequence" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alarm_events",
                schema: "opcspaces_alarms");

            migrationBuilder.DropTable(
                name: "alarm_readers",
                schema: "opcspaces_alarms");

            migrationBuilder.DropTable(
                name: "alarm_timers",
                schema: "opcspaces_alarms");

            migrationBuilder.DropTable(
                name: "alarms",
                schema: "opcspaces_alarms");
        }
    }
}
