using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpcSpaces.Notices.Migrations.Sqlite
{
    /// <inheritdoc />
    internal partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "channels",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    community = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    kinds = table.Column<string>(type: "TEXT", nullable: false),
                    least_urgency = table.Column<int>(type: "INTEGER", nullable: false),
                    quiet_from = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    quiet_until = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    quiet_zone = table.Column<string>(type: "TEXT", nullable: true),
                    quiet_then = table.Column<string>(type: "TEXT", nullable: true),
                    is_paused = table.Column<bool>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    secret = table.Column<string>(type: "TEXT", nullable: true),
                    recipients = table.Column<string>(type: "TEXT", nullable: false),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    failing_since = table.Column<long>(type: "INTEGER", nullable: true),
                    last_error = table.Column<string>(type: "TEXT", nullable: true),
                    last_delivered_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_channels", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    community = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    queued_at = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    urgency = table.Column<int>(type: "INTEGER", nullable: false),
                    texts = table.Column<string>(type: "TEXT", nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notices", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    channel = table.Column<string>(type: "TEXT", nullable: false),
                    notice = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    urgency = table.Column<int>(type: "INTEGER", nullable: false),
                    queued_at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_held = table.Column<bool>(type: "INTEGER", nullable: false),
                    digest = table.Column<long>(type: "INTEGER", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    error = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deliveries", x => new { x.channel, x.notice });
                    table.ForeignKey(
                        name: "FK_deliveries_channels_channel",
                        column: x => x.channel,
                        principalTable: "channels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_deliveries_notices_notice",
                        column: x => x.notice,
                        principalTable: "notices",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "notice_files",
                columns: table => new
                {
                    notice = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    media_type = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_files", x => new { x.notice, x.position });
                    table.ForeignKey(
                        name: "FK_notice_files_notices_notice",
                        column: x => x.notice,
                        principalTable: "notices",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_channels_community",
                table: "channels",
                column: "community");

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_channel_state_notice",
                table: "deliveries",
                columns: new[] { "channel", "state", "notice" });

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_notice",
                table: "deliveries",
                column: "notice");

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_state",
                table: "deliveries",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "IX_notices_community_number",
                table: "notices",
                columns: new[] { "community", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_notices_id",
                table: "notices",
                column: "id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "notice_files");

            migrationBuilder.DropTable(
                name: "channels");

            migrationBuilder.DropTable(
                name: "notices");
        }
    }
}
