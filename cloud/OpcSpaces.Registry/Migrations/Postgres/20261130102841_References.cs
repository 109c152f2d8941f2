using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpcSpaces.Registry.Migrations.Postgres
{
    /// <inheritdoc />
    internal partial class References : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_zones_community_floor",
                schema: "opcspaces_registry",
                table: "zones",
                columns: new[] { "community", "floor" });

            migrationBuilder.CreateIndex(
                name: "IX_tenants_community_use_code",
                schema: "opcspaces_registry",
                table: "tenants",
                columns: new[] { "community", "use_code" });

            migrationBuilder.CreateIndex(
                name: "IX_requests_community_tenant",
                schema: "opcspaces_registry",
                table: "requests",
                columns: new[] { "community", "tenant" });

            migrationBuilder.CreateIndex(
                name: "IX_points_community_gateway",
                schema: "opcspaces_registry",
                table: "points",
                columns: new[] { "community", "gateway" });

            migrationBuilder.CreateIndex(
                name: "IX_payments_community_invoice",
                schema: "opcspaces_registry",
                table: "payments",
                columns: new[] { "community", "invoice" });

            migrationBuilder.CreateIndex(
                name: "IX_leases_community_tenant",
                schema: "opcspaces_registry",
                table: "leases",
                columns: new[] { "community", "tenant" });

            migrationBuilder.CreateIndex(
                name: "IX_leases_community_zone",
                schema: "opcspaces_registry",
                table: "leases",
                columns: new[] { "community", "zone" });

            migrationBuilder.CreateIndex(
                name: "IX_invoices_community_lease",
                schema: "opcspaces_registry",
                table: "invoices",
                columns: new[] { "community", "lease" });

            migrationBuilder.CreateIndex(
                name: "IX_gateways_community_floor",
                schema: "opcspaces_registry",
                table: "gateways",
                columns: new[] { "community", "floor" });

            migrationBuilder.CreateIndex(
                name: "IX_fixtures_community_floor",
                schema: "opcspaces_registry",
                table: "fixtures",
                columns: new[] { "community", "floor" });

            migrationBuilder.CreateIndex(
                name: "IX_communities_district",
                schema: "opcspaces_registry",
                table: "communities",
                column: "district");

            migrationBuilder.CreateIndex(
                name: "IX_claims_community_tenant",
                schema: "opcspaces_registry",
                table: "claims",
                columns: new[] { "community", "tenant" });

            migrationBuilder.AddForeignKey(
                name: "FK_absences_communities_community",
                schema: "opcspaces_registry",
                table: "absences",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_absences_tenants_community_tenant",
                schema: "opcspaces_registry",
                table: "absences",
                columns: new[] { "community", "tenant" },
                principalSchema: "opcspaces_registry",
                principalTable: "tenants",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_calendar_days_communities_community",
                schema: "opcspaces_registry",
                table: "calendar_days",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_claims_communities_community",
                schema: "opcspaces_registry",
                table: "claims",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_claims_tenants_community_tenant",
                schema: "opcspaces_registry",
                table: "claims",
                columns: new[] { "community", "tenant" },
                principalSchema: "opcspaces_registry",
                principalTable: "tenants",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_communities_districts_district",
                schema: "opcspaces_registry",
                table: "communities",
                column: "district",
                principalSchema: "opcspaces_registry",
                principalTable: "districts",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_community_areas_communities_community",
                schema: "opcspaces_registry",
                table: "community_areas",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_desks_communities_community",
                schema: "opcspaces_registry",
                table: "desks",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_desks_zones_community_zone",
                schema: "opcspaces_registry",
                table: "desks",
                columns: new[] { "community", "zone" },
                principalSchema: "opcspaces_registry",
                principalTable: "zones",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_fixtures_communities_community",
                schema: "opcspaces_registry",
                table: "fixtures",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_fixtures_floors_community_floor",
                schema: "opcspaces_registry",
                table: "fixtures",
                columns: new[] { "community", "floor" },
                principalSchema: "opcspaces_registry",
                principalTable: "floors",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_floors_communities_community",
                schema: "opcspaces_registry",
                table: "floors",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_gateways_communities_community",
                schema: "opcspaces_registry",
                table: "gateways",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_gateways_floors_community_floor",
                schema: "opcspaces_registry",
                table: "gateways",
                columns: new[] { "community", "floor" },
                principalSchema: "opcspaces_registry",
                principalTable: "floors",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_insured_heads_communities_community",
                schema: "opcspaces_registry",
                table: "insured_heads",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_insured_heads_tenants_community_tenant",
                schema: "opcspaces_registry",
                table: "insured_heads",
                columns: new[] { "community", "tenant" },
                principalSchema: "opcspaces_registry",
                principalTable: "tenants",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_invoices_communities_community",
                schema: "opcspaces_registry",
                table: "invoices",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_invoices_leases_community_lease",
                schema: "opcspaces_registry",
                table: "invoices",
                columns: new[] { "community", "lease" },
                principalSchema: "opcspaces_registry",
                principalTable: "leases",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_leases_communities_community",
                schema: "opcspaces_registry",
                table: "leases",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_leases_tenants_community_tenant",
                schema: "opcspaces_registry",
                table: "leases",
                columns: new[] { "community", "tenant" },
                principalSchema: "opcspaces_registry",
                principalTable: "tenants",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_leases_zones_community_zone",
                schema: "opcspaces_registry",
                table: "leases",
                columns: new[] { "community", "zone" },
                principalSchema: "opcspaces_registry",
                principalTable: "zones",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_opening_hours_communities_community",
                schema: "opcspaces_registry",
                table: "opening_hours",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_out_of_service_communities_community",
                schema: "opcspaces_registry",
                table: "out_of_service",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_out_of_service_zones_community_zone",
                schema: "opcspaces_registry",
                table: "out_of_service",
                columns: new[] { "community", "zone" },
                principalSchema: "opcspaces_registry",
                principalTable: "zones",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_payments_communities_community",
                schema: "opcspaces_registry",
                table: "payments",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_payments_invoices_community_invoice",
                schema: "opcspaces_registry",
                table: "payments",
                columns: new[] { "community", "invoice" },
                principalSchema: "opcspaces_registry",
                principalTable: "invoices",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_points_communities_community",
                schema: "opcspaces_registry",
                table: "points",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_points_gateways_community_gateway",
                schema: "opcspaces_registry",
                table: "points",
                columns: new[] { "community", "gateway" },
                principalSchema: "opcspaces_registry",
                principalTable: "gateways",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_points_zones_community_zone",
                schema: "opcspaces_registry",
                table: "points",
                columns: new[] { "community", "zone" },
                principalSchema: "opcspaces_registry",
                principalTable: "zones",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_privacy_assessments_communities_community",
                schema: "opcspaces_registry",
                table: "privacy_assessments",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_requests_communities_community",
                schema: "opcspaces_registry",
                table: "requests",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_requests_tenants_community_tenant",
                schema: "opcspaces_registry",
                table: "requests",
                columns: new[] { "community", "tenant" },
                principalSchema: "opcspaces_registry",
                principalTable: "tenants",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_rooms_communities_community",
                schema: "opcspaces_registry",
                table: "rooms",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_rooms_zones_community_zone",
                schema: "opcspaces_registry",
                table: "rooms",
                columns: new[] { "community", "zone" },
                principalSchema: "opcspaces_registry",
                principalTable: "zones",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_tenants_communities_community",
                schema: "opcspaces_registry",
                table: "tenants",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_tenants_use_codes_community_use_code",
                schema: "opcspaces_registry",
                table: "tenants",
                columns: new[] { "community", "use_code" },
                principalSchema: "opcspaces_registry",
                principalTable: "use_codes",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_use_codes_communities_community",
                schema: "opcspaces_registry",
                table: "use_codes",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_zone_areas_communities_community",
                schema: "opcspaces_registry",
                table: "zone_areas",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_zone_areas_zones_community_zone",
                schema: "opcspaces_registry",
                table: "zone_areas",
                columns: new[] { "community", "zone" },
                principalSchema: "opcspaces_registry",
                principalTable: "zones",
                principalColumns: new[] { "community", "id" });

            migrationBuilder.AddForeignKey(
                name: "FK_zones_communities_community",
                schema: "opcspaces_registry",
                table: "zones",
                column: "community",
                principalSchema: "opcspaces_registry",
                principalTable: "communities",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_zones_floors_community_floor",
                schema: "opcspaces_registry",
                table: "zones",
                columns: new[] { "community", "floor" },
                principalSchema: "opcspaces_registry",
                principalTable: "floors",
                principalColumns: new[] { "community", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_absences_communities_community",
                schema: "opcspaces_registry",
                table: "absences");

            migrationBuilder.DropForeignKey(
                name: "FK_absences_tenants_community_tenant",
                schema: "opcspaces_registry",
                table: "absences");

            migrationBuilder.DropForeignKey(
                name: "FK_calendar_days_communities_community",
                schema: "opcspaces_registry",
                table: "calendar_days");

            migrationBuilder.DropForeignKey(
                name: "FK_claims_communities_community",
                schema: "opcspaces_registry",
                table: "claims");

            migrationBuilder.DropForeignKey(
                name: "FK_claims_tenants_community_tenant",
                schema: "opcspaces_registry",
                table: "claims");

            migrationBuilder.DropForeignKey(
                name: "FK_communities_districts_district",
                schema: "opcspaces_registry",
                table: "communities");

            migrationBuilder.DropForeignKey(
                name: "FK_community_areas_communities_community",
                schema: "opcspaces_registry",
                table: "community_areas");

            migrationBuilder.DropForeignKey(
                name: "FK_desks_communities_community",
                schema: "opcspaces_registry",
                table: "desks");

            migrationBuilder.DropForeignKey(
                name: "FK_desks_zones_community_zone",
                schema: "opcspaces_registry",
                table: "desks");

            migrationBuilder.DropForeignKey(
                name: "FK_fixtures_communities_community",
                schema: "opcspaces_registry",
                table: "fixtures");

            migrationBuilder.DropForeignKey(
                name: "FK_fixtures_floors_community_floor",
                schema: "opcspaces_registry",
                table: "fixtures");

            migrationBuilder.DropForeignKey(
                name: "FK_floors_communities_community",
                schema: "opcspaces_registry",
                table: "floors");

            migrationBuilder.DropForeignKey(
                name: "FK_gateways_communities_community",
                schema: "opcspaces_registry",
                table: "gateways");

            migrationBuilder.DropForeignKey(
                name: "FK_gateways_floors_community_floor",
                schema: "opcspaces_registry",
                table: "gateways");

            migrationBuilder.DropForeignKey(
                name: "FK_insured_heads_communities_community",
                schema: "opcspaces_registry",
                table: "insured_heads");

            migrationBuilder.DropForeignKey(
                name: "FK_insured_heads_tenants_community_tenant",
                schema: "opcspaces_registry",
                table: "insured_heads");

            migrationBuilder.DropForeignKey(
                name: "FK_invoices_communities_community",
                schema: "opcspaces_registry",
                table: "invoices");

            migrationBuilder.DropForeignKey(
                name: "FK_invoices_leases_community_lease",
                schema: "opcspaces_registry",
                table: "invoices");

            migrationBuilder.DropForeignKey(
                name: "FK_leases_communities_community",
                schema: "opcspaces_registry",
                table: "leases");

            migrationBuilder.DropForeignKey(
                name: "FK_leases_tenants_community_tenant",
                schema: "opcspaces_registry",
                table: "leases");

            migrationBuilder.DropForeignKey(
                name: "FK_leases_zones_community_zone",
                schema: "opcspaces_registry",
                table: "leases");

            migrationBuilder.DropForeignKey(
                name: "FK_opening_hours_communities_community",
                schema: "opcspaces_registry",
                table: "opening_hours");

            migrationBuilder.DropForeignKey(
                name: "FK_out_of_service_communities_community",
                schema: "opcspaces_registry",
                table: "out_of_service");

            migrationBuilder.DropForeignKey(
                name: "FK_out_of_service_zones_community_zone",
                schema: "opcspaces_registry",
                table: "out_of_service");

            migrationBuilder.DropForeignKey(
                name: "FK_payments_communities_community",
                schema: "opcspaces_registry",
                table: "payments");

            migrationBuilder.DropForeignKey(
                name: "FK_payments_invoices_community_invoice",
                schema: "opcspaces_registry",
                table: "payments");

            migrationBuilder.DropForeignKey(
                name: "FK_points_communities_community",
                schema: "opcspaces_registry",
                table: "points");

            migrationBuilder.DropForeignKey(
                name: "FK_points_gateways_community_gateway",
                schema: "opcspaces_registry",
                table: "points");

            migrationBuilder.DropForeignKey(
                name: "FK_points_zones_community_zone",
                schema: "opcspaces_registry",
                table: "points");

            migrationBuilder.DropForeignKey(
                name: "FK_privacy_assessments_communities_community",
                schema: "opcspaces_registry",
                table: "privacy_assessments");

            migrationBuilder.DropForeignKey(
                name: "FK_requests_communities_community",
                schema: "opcspaces_registry",
                table: "requests");

            migrationBuilder.DropForeignKey(
                name: "FK_requests_tenants_community_tenant",
                schema: "opcspaces_registry",
                table: "requests");

            migrationBuilder.DropForeignKey(
                name: "FK_rooms_communities_community",
                schema: "opcspaces_registry",
                table: "rooms");

            migrationBuilder.DropForeignKey(
                name: "FK_rooms_zones_community_zone",
                schema: "opcspaces_registry",
                table: "rooms");

            migrationBuilder.DropForeignKey(
                name: "FK_tenants_communities_community",
                schema: "opcspaces_registry",
                table: "tenants");

            migrationBuilder.DropForeignKey(
                name: "FK_tenants_use_codes_community_use_code",
                schema: "opcspaces_registry",
                table: "tenants");

            migrationBuilder.DropForeignKey(
                name: "FK_use_codes_communities_community",
                schema: "opcspaces_registry",
                table: "use_codes");

            migrationBuilder.DropForeignKey(
                name: "FK_zone_areas_communities_community",
                schema: "opcspaces_registry",
                table: "zone_areas");

            migrationBuilder.DropForeignKey(
                name: "FK_zone_areas_zones_community_zone",
                schema: "opcspaces_registry",
                table: "zone_areas");

            migrationBuilder.DropForeignKey(
                name: "FK_zones_communities_community",
                schema: "opcspaces_registry",
                table: "zones");

            migrationBuilder.DropForeignKey(
                name: "FK_zones_floors_community_floor",
                schema: "opcspaces_registry",
                table: "zones");

            migrationBuilder.DropIndex(
                name: "IX_zones_community_floor",
                schema: "opcspaces_registry",
                table: "zones");

            migrationBuilder.DropIndex(
                name: "IX_tenants_community_use_code",
                schema: "opcspaces_registry",
                table: "tenants");

            migrationBuilder.DropIndex(
                name: "IX_requests_community_tenant",
                schema: "opcspaces_registry",
                table: "requests");

            migrationBuilder.DropIndex(
                name: "IX_points_community_gateway",
                schema: "opcspaces_registry",
                table: "points");

            migrationBuilder.DropIndex(
                name: "IX_payments_community_invoice",
                schema: "opcspaces_registry",
                table: "payments");

            migrationBuilder.DropIndex(
                name: "IX_leases_community_tenant",
                schema: "opcspaces_registry",
                table: "leases");

            migrationBuilder.DropIndex(
                name: "IX_leases_community_zone",
                schema: "opcspaces_registry",
                table: "leases");

            migrationBuilder.DropIndex(
                name: "IX_invoices_community_lease",
                schema: "opcspaces_registry",
                table: "invoices");

            migrationBuilder.DropIndex(
                name: "IX_gateways_community_floor",
                schema: "opcspaces_registry",
                table: "gateways");

            migrationBuilder.DropIndex(
                name: "IX_fixtures_community_floor",
                schema: "opcspaces_registry",
                table: "fixtures");

            migrationBuilder.DropIndex(
                name: "IX_communities_district",
                schema: "opcspaces_registry",
                table: "communities");

            migrationBuilder.DropIndex(
                name: "IX_claims_community_tenant",
                schema: "opcspaces_registry",
                table: "claims");
        }
    }
}
