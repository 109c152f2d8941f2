using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpcSpaces.Registry.Migrations.Sqlite
{
    /// <inheritdoc />
    internal partial class DeskFigures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Communities of before give figures of desks, as they did.
            migrationBuilder.AddColumn<bool>(
                name: "desk_figures",
                table: "communities",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "desk_figures",
                table: "communities");
        }
    }
}
