using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpcSpaces.Notices.Migrations.Sqlite
{
    /// <inheritdoc />
    internal partial class Protection : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "recipients",
                table: "deliveries",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "retry_at",
                table: "deliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_protected",
                table: "channels",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "version",
                table: "channels",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "recipients",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "retry_at",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "is_protected",
                table: "channels");

            migrationBuilder.DropColumn(
                name: "version",
                table: "channels");
        }
    }
}
