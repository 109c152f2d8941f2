using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpcSpaces.Alarms.Migrations.Sqlite
{
    /// <inheritdoc />
    internal partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "alarm_readers",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alarm_readers", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "alarm_timers",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", nullable: false),
                    community = table.Column<string>(type: "TEXT", nullable: false),
                    zone = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    alarm_id = table.Column<string>(type: "TEXT", nullable: true),
                    held_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    gone_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    clear_after_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    level = table.Column<double>(type: "REAL", nullable: true),
                    moment_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    unjudged = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alarm_timers", x => new { x.kind, x.subject_kind, x.community, x.zone, x.subject });
                });

            migrationBuilder.CreateTable(
                name: "alarms",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    severity = table.Column<string>(type: "TEXT", nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", nullable: false),
                    community = table.Column<string>(type: "TEXT", nullable: false),
                    zone = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: false),
                    raised_at = table.Column<long>(type: "INTEGER", nullable: false),
                    raised_sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    unjudged = table.Column<string>(type: "TEXT", nullable: true),
                    acknowledged_at = table.Column<long>(type: "INTEGER", nullable: true),
                    acknowledged_by = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    cleared_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alarms", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "alarm_events",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    alarm_id = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    community = table.Column<string>(type: "TEXT", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: false),
                    who = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alarm_events", x => x.sequence);
                    table.ForeignKey(
                        name: "FK_alarm_events_alarms_alarm_id",
                        column: x => x.alarm_id,
                        principalTable: "alarms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_alarm_events_alarm_id",
                table: "alarm_events",
                column: "alarm_id");

            migrationBuilder.CreateIndex(
                name: "IX_alarms_community_raised_sequence",
                table: "alarms",
                columns: new[] { "community", "raised_sequence" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alarm_events");

            migrationBuilder.DropTable(
                name: "alarm_readers");

            migrationBuilder.DropTable(
                name: "alarm_timers");

            migrationBuilder.DropTable(
                name: "alarms");
        }
    }
}
