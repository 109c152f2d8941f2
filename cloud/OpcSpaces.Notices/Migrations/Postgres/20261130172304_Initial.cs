using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace OpcSpaces.Notices.Migrations.Postgres
{
    /// <inheritdoc />
    internal partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "opcspaces_notices");

            migrationBuilder.CreateTable(
                name: "channels",
                schema: "opcspaces_notices",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    community = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    kinds = table.Column<string>(type: "text", nullable: false),
                    least_urgency = table.Column<int>(type: "integer", nullable: false),
                    quiet_from = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    quiet_until = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    quiet_zone = table.Column<string>(type: "text", nullable: true),
                    quiet_then = table.Column<string>(type: "text", nullable: true),
                    is_paused = table.Column<bool>(type: "boolean", nullable: false),
                    address = table.Column<string>(type: "text", nullable: true),
                    secret = table.Column<string>(type: "text", nullable: true),
                    recipients = table.Column<string>(type: "text", nullable: false),
                    changed_by = table.Column<string>(type: "text", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    failing_since = table.Column<long>(type: "bigint", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: true),
                    last_delivered_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_channels", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                schema: "opcspaces_notices",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    id = table.Column<string>(type: "text", nullable: false),
                    community = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    queued_at = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    urgency = table.Column<int>(type: "integer", nullable: false),
                    texts = table.Column<string>(type: "text", nullable: false),
                    data = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notices", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                schema: "opcspaces_notices",
                columns: table => new
                {
                    channel = table.Column<string>(type: "text", nullable: false),
                    notice = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    urgency = table.Column<int>(type: "integer", nullable: false),
                    queued_at = table.Column<long>(type: "bigint", nullable: false),
                    is_held = table.Column<bool>(type: "boolean", nullable: false),
                    digest = table.Column<long>(type: "bigint", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deliveries", x => new { x.channel, x.notice });
                    table.ForeignKey(
                        name: "FK_deliveries_channels_channel",
                        column: x => x.channel,
                        principalSchema: "opcspaces_notices",
                        principalTable: "channels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_deliveries_notices_notice",
                        column: x => x.notice,
                        principalSchema: "opcspaces_notices",
                        principalTable: "notices",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "notice_files",
                schema: "opcspaces_notices",
                columns: table => new
                {
                    notice = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    media_type = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_files", x => new { x.notice, x.position });
                    table.ForeignKey(
                        name: "FK_notice_files_notices_notice",
                        column: x => x.notice,
                        principalSchema: "opcspaces_notices",
                        principalTable: "notices",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_channels_community",
                schema: "opcspaces_notices",
                table: "channels",
                column: "community");

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_channel_state_notice",
                schema: "opcspaces_notices",
                table: "deliveries",
                columns: new[] { "channel", "state", "notice" });

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_notice",
                schema: "opcspaces_notices",
                table: "deliveries",
                column: "notice");

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_state",
                schema: "opcspaces_notices",
                table: "deliveries",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "IX_notices_community_number",
                schema: "opcspaces_notices",
                table: "notices",
                columns: new[] { "community", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_notices_id",
                schema: "opcspaces_notices",
                table: "notices",
                column: "id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "deliveries",
                schema: "opcspaces_notices");

            migrationBuilder.DropTable(
                name: "notice_files",
                schema: "opcspaces_notices");

            migrationBuilder.DropTable(
                name: "channels",
                schema: "opcspaces_notices");

            migrationBuilder.DropTable(
                name: "notices",
                schema: "opcspaces_notices");
        }
    }
}
