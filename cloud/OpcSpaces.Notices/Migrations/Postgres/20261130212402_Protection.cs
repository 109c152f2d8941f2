using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpcSpaces.Notices.Migrations.Postgres
{
    /// <inheritdoc />
    internal partial class Protection : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "recipients",
                schema: "opcspaces_notices",
                table: "deliveries",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "retry_at",
                schema: "opcspaces_notices",
                table: "deliveries",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_protected",
                schema: "opcspaces_notices",
                table: "channels",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "version",
                schema: "opcspaces_notices",
                table: "channels",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "recipients",
                schema: "opcspaces_notices",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "retry_at",
                schema: "opcspaces_notices",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "is_protected",
                schema: "opcspaces_notices",
                table: "channels");

            migrationBuilder.DropColumn(
                name: "version",
                schema: "opcspaces_notices",
                table: "channels");
        }
    }
}
