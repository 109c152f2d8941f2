using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpcSpaces.Registry.Migrations.Sqlite
{
    /// <inheritdoc />
    internal partial class References : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_zones_community_floor",
                table: "zones",
                columns: new[] { "community", "floor" });

            migrationBuilder.CreateIndex(
                name: "IX_tenants_community_use_code",
                table: "tenants",
                columns: new[] { "community", "use_code" });

            migrationBuilder.CreateIndex(
                name: "IX_requests_community_tenant",
                table: "requests",
                columns: new[] { "community", "tenant" });

            migrationBuilder.CreateIndex(
                name: "IX_points_community_gateway",
                table: "points",
                columns: new[] { "community", "gateway" });

            migrationBuilder.CreateIndex(
                name: "IX_payments_community_invoice",
                table: "payments",
                columns: new[] { "community", "invoice" });

            migrationBuilder.CreateIndex(
                name: "IX_leases_community_tenant",
                table: "leases",
                columns: new[] { "community", "tenant" });

            migrationBuilder.CreateIndex(
                name: "IX_leases_community_zone",
                table: "leases",
                columns: new[] { "community", "zone" });

            migrationBuilder.CreateIndex(
                name: "IX_invoices_community_lease",
                table: "invoices",
                columns: new[] { "community", "lease" });

            migrationBuilder.CreateIndex(
                name: "IX_gateways_community_floor",
                table: "gateways",
                columns: new[] { "community", "floor" });

            migrationBuilder.CreateIndex(
                name: "IX_fixtures_community_floor",
                table: "fixtures",
                columns: new[] { "community", "floor" });

            migrationBuilder.CreateIndex(
                name: "IX_communities_district",
                table: "communities",
                column: "district");

            migrationBuilder.CreateIndex(
                name: "IX_claims_community_tenant",
                table: "claims",
                columns: new[] { "community", "tenant" });

            migrationBuilder.AddForeignKey(
                name: "FK_absences_communities_community",
                table: "absences",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_absences_tenants_community_tenant",
                table: "absences",
                columns: new[] { "community", "tenant" },
                principalTable: "tenants",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_calendar_days_communities_community",
                table: "calendar_days",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_claims_communities_community",
                table: "claims",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_claims_tenants_community_tenant",
                table: "claims",
                columns: new[] { "community", "tenant" },
                principalTable: "tenants",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_communities_districts_district",
                table: "communities",
                column: "district",
                principalTable: "districts",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_community_areas_communities_community",
                table: "community_areas",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_desks_communities_community",
                table: "desks",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_desks_zones_community_zone",
                table: "desks",
                columns: new[] { "community", "zone" },
                principalTable: "zones",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_fixtures_communities_community",
                table: "fixtures",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_fixtures_floors_community_floor",
                table: "fixtures",
                columns: new[] { "community", "floor" },
                principalTable: "floors",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_floors_communities_community",
                table: "floors",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_gateways_communities_community",
                table: "gateways",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_gateways_floors_community_floor",
                table: "gateways",
                columns: new[] { "community", "floor" },
                principalTable: "floors",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_insured_heads_communities_community",
                table: "insured_heads",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_insured_heads_tenants_community_tenant",
                table: "insured_heads",
                columns: new[] { "community", "tenant" },
                principalTable: "tenants",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_invoices_communities_community",
                table: "invoices",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_invoices_leases_community_lease",
                table: "invoices",
                columns: new[] { "community", "lease" },
                principalTable: "leases",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_leases_communities_community",
                table: "leases",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_leases_tenants_community_tenant",
                table: "leases",
                columns: new[] { "community", "tenant" },
                principalTable: "tenants",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_leases_zones_community_zone",
                table: "leases",
                columns: new[] { "community", "zone" },
                principalTable: "zones",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_opening_hours_communities_community",
                table: "opening_hours",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_out_of_service_communities_community",
                table: "out_of_service",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_out_of_service_zones_community_zone",
                table: "out_of_service",
                columns: new[] { "community", "zone" },
                principalTable: "zones",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_payments_communities_community",
                table: "payments",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_payments_invoices_community_invoice",
                table: "payments",
                columns: new[] { "community", "invoice" },
                principalTable: "invoices",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_points_communities_community",
                table: "points",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_points_gateways_community_gateway",
                table: "points",
                columns: new[] { "community", "gateway" },
                principalTable: "gateways",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_points_zones_community_zone",
                table: "points",
                columns: new[] { "community", "zone" },
                principalTable: "zones",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_privacy_assessments_communities_community",
                table: "privacy_assessments",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_requests_communities_community",
                table: "requests",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_requests_tenants_community_tenant",
                table: "requests",
                columns: new[] { "community", "tenant" },
                principalTable: "tenants",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_rooms_communities_community",
                table: "rooms",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_rooms_zones_community_zone",
                table: "rooms",
                columns: new[] { "community", "zone" },
                principalTable: "zones",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_tenants_communities_community",
                table: "tenants",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_tenants_use_codes_community_use_code",
                table: "tenants",
                columns: new[] { "community", "use_code" },
                principalTable: "use_codes",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_use_codes_communities_community",
                table: "use_codes",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_zone_areas_communities_community",
                table: "zone_areas",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_zone_areas_zones_community_zone",
                table: "zone_areas",
                columns: new[] { "community", "zone" },
                principalTable: "zones",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_zones_communities_community",
                table: "zones",
                column: "community",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_zones_floors_community_floor",
                table: "zones",
                columns: new[] { "community", "floor" },
                principalTable: "floors",
                principalColumns: new[] { "community", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_absences_communities_community",
                table: "absences");

            migrationBuilder.DropForeignKey(
                name: "FK_absences_tenants_community_tenant",
                table: "absences");

            migrationBuilder.DropForeignKey(
                name: "FK_calendar_days_communities_community",
                table: "calendar_days");

            migrationBuilder.DropForeignKey(
                name: "FK_claims_communities_community",
                table: "claims");

            migrationBuilder.DropForeignKey(
                name: "FK_claims_tenants_community_tenant",
                table: "claims");

            migrationBuilder.DropForeignKey(
                name: "FK_communities_districts_district",
                table: "communities");

            migrationBuilder.DropForeignKey(
                name: "FK_community_areas_communities_community",
                table: "community_areas");

            migrationBuilder.DropForeignKey(
                name: "FK_desks_communities_community",
                table: "desks");

            migrationBuilder.DropForeignKey(
                name: "FK_desks_zones_community_zone",
                table: "desks");

            migrationBuilder.DropForeignKey(
                name: "FK_fixtures_communities_community",
                table: "fixtures");

            migrationBuilder.DropForeignKey(
                name: "FK_fixtures_floors_community_floor",
                table: "fixtures");

            migrationBuilder.DropForeignKey(
                name: "FK_floors_communities_community",
                table: "floors");

            migrationBuilder.DropForeignKey(
                name: "FK_gateways_communities_community",
                table: "gateways");

            migrationBuilder.DropForeignKey(
                name: "FK_gateways_floors_community_floor",
                table: "gateways");

            migrationBuilder.DropForeignKey(
                name: "FK_insured_heads_communities_community",
                table: "insured_heads");

            migrationBuilder.DropForeignKey(
                name: "FK_insured_heads_tenants_community_tenant",
                table: "insured_heads");

            migrationBuilder.DropForeignKey(
                name: "FK_invoices_communities_community",
                table: "invoices");

            migrationBuilder.DropForeignKey(
                name: "FK_invoices_leases_community_lease",
                table: "invoices");

            migrationBuilder.DropForeignKey(
                name: "FK_leases_communities_community",
                table: "leases");

            migrationBuilder.DropForeignKey(
                name: "FK_leases_tenants_community_tenant",
                table: "leases");

            migrationBuilder.DropForeignKey(
                name: "FK_leases_zones_community_zone",
                table: "leases");

            migrationBuilder.DropForeignKey(
                name: "FK_opening_hours_communities_community",
                table: "opening_hours");

            migrationBuilder.DropForeignKey(
                name: "FK_out_of_service_communities_community",
                table: "out_of_service");

            migrationBuilder.DropForeignKey(
                name: "FK_out_of_service_zones_community_zone",
                table: "out_of_service");

            migrationBuilder.DropForeignKey(
                name: "FK_payments_communities_community",
                table: "payments");

            migrationBuilder.DropForeignKey(
                name: "FK_payments_invoices_community_invoice",
                table: "payments");

            migrationBuilder.DropForeignKey(
                name: "FK_points_communities_community",
                table: "points");

            migrationBuilder.DropForeignKey(
                name: "FK_points_gateways_community_gateway",
                table: "points");

            migrationBuilder.DropForeignKey(
                name: "FK_points_zones_community_zone",
                table: "points");

            migrationBuilder.DropForeignKey(
                name: "FK_privacy_assessments_communities_community",
                table: "privacy_assessments");

            migrationBuilder.DropForeignKey(
                name: "FK_requests_communities_community",
                table: "requests");

            migrationBuilder.DropForeignKey(
                name: "FK_requests_tenants_community_tenant",
                table: "requests");

            migrationBuilder.DropForeignKey(
                name: "FK_rooms_communities_community",
                table: "rooms");

            migrationBuilder.DropForeignKey(
                name: "FK_rooms_zones_community_zone",
                table: "rooms");

            migrationBuilder.DropForeignKey(
                name: "FK_tenants_communities_community",
                table: "tenants");

            migrationBuilder.DropForeignKey(
                name: "FK_tenants_use_codes_community_use_code",
                table: "tenants");

            migrationBuilder.DropForeignKey(
                name: "FK_use_codes_communities_community",
                table: "use_codes");

            migrationBuilder.DropForeignKey(
                name: "FK_zone_areas_communities_community",
                table: "zone_areas");

            migrationBuilder.DropForeignKey(
                name: "FK_zone_areas_zones_community_zone",
                table: "zone_areas");

            migrationBuilder.DropForeignKey(
                name: "FK_zones_communities_community",
                table: "zones");

            migrationBuilder.DropForeignKey(
                name: "FK_zones_floors_community_floor",
                table: "zones");

            migrationBuilder.DropIndex(
                name: "IX_zones_community_floor",
                table: "zones");

            migrationBuilder.DropIndex(
                name: "IX_tenants_community_use_code",
                table: "tenants");

            migrationBuilder.DropIndex(
                name: "IX_requests_community_tenant",
                table: "requests");

            migrationBuilder.DropIndex(
                name: "IX_points_community_gateway",
                table: "points");

            migrationBuilder.DropIndex(
                name: "IX_payments_community_invoice",
                table: "payments");

            migrationBuilder.DropIndex(
                name: "IX_leases_community_tenant",
                table: "leases");

            migrationBuilder.DropIndex(
                name: "IX_leases_community_zone",
                table: "leases");

            migrationBuilder.DropIndex(
                name: "IX_invoices_community_lease",
                table: "invoices");

            migrationBuilder.DropIndex(
                name: "IX_gateways_community_floor",
                table: "gateways");

            migrationBuilder.DropIndex(
                name: "IX_fixtures_community_floor",
                table: "fixtures");

            migrationBuilder.DropIndex(
                name: "IX_communities_district",
                table: "communities");

            migrationBuilder.DropIndex(
                name: "IX_claims_community_tenant",
                table: "claims");
        }
    }
}
