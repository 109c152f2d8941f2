using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Answers.Usage;
using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Access;
using OpcSpaces.Model.Usage.Groups;

namespace OpcSpaces.Api.Usage;

/// <summary>How space was really used. Each figure has its coverage and its interval; where too little is known there is no number.</summary>
internal static class UsageEndpoints
{
    public static void MapUsage(this RouteGroupBuilder api)
    {
        var usage = api.MapGroup("/communities/{community}/usage").WithTags("Usage");
        usage.MapGet("", (UsageDesk desk, string community, [AsParameters] UsageQuery query, HttpContext http) => desk.AnswerAsync(http, community, query, figures => figures.Zone(null)))
            .WithName("GetUsage").WithSummary("How a community was used: desks, rooms, leases, energy, doors").Produces<ZoneAnswer>().Needs(Right.ReadUsage);
        usage.MapGet("/zones", (UsageDesk desk, string community, [AsParameters] UsageQuery query, HttpContext http) => desk.AnswerAsync(http, community, query, figures => figures.Zones(), isOfSeveral: true))
            .WithName("ListZoneUsage").WithSummary("The zones of a community beside each other").Produces<ZonesAnswer>().Needs(Right.ReadUsage);
        usage.MapGet("/zones/{zone}", (UsageDesk desk, string community, string zone, [AsParameters] UsageQuery query, HttpContext http) => desk.AnswerAsync(http, community, query, figures => figures.Zone(zone), zone))
            .WithName("GetZoneUsage").WithSummary("How a zone was used").Produces<ZoneAnswer>().Needs(Right.ReadUsage);
        usage.MapGet("/heatmap", (UsageDesk desk, string community, string? zone, [AsParameters] UsageQuery query, HttpContext http) => desk.AnswerAsync(http, community, query, figures => figures.HeatMap(zone), zone, only: FigureKind.Desks))
            .WithName("GetHeatMap").WithSummary("Hour × weekday: the occupied share of desks").Produces<HeatMapAnswer>().Needs(Right.ReadUsage);
        usage.MapGet("/ranking", (UsageDesk desk, string community, string? zone, [AsParameters] UsageQuery query, HttpContext http) => desk.AnswerAsync(http, community, query, figures => figures.Ranking(zone), zone))
            .WithName("GetRanking").WithSummary("Desks by their use").Produces<RankingAnswer>().Needs(Right.ReadDeskUsage);
        usage.MapGet("/idle", (UsageDesk desk, string community, string? zone, [AsParameters] UsageQuery query, HttpContext http) => desk.AnswerAsync(http, community, query, figures => figures.Idle(zone), zone))
            .WithName("GetIdleDesks").WithSummary("Desks that were never used, and ghost desks").Produces<IdleAnswer>().Needs(Right.ReadDeskUsage);
        usage.MapGet("/places/{zone}/{kind}/{number}", (UsageDesk desk, string community, string zone, string kind, string number, [AsParameters] UsageQuery query, HttpContext http) =>
                desk.AnswerPlaceAsync(http, community, zone, $"{kind}/{number}", query))
            .WithName("GetPlaceUsage").WithSummary("How a desk or a room was used, date by date; a tenant sees those that it leases").Produces<PlaceAnswer>().NeedsForSome(Right.ReadDeskUsage);
        usage.MapGet("/tenants/{tenant}", (UsageDesk desk, string community, string tenant, [AsParameters] UsageQuery query, HttpContext http) =>
                desk.AnswerAsync(http, community, query, figures => desk.Has(community, tenant) ? figures.Tenant(tenant) : null))
            .WithName("GetTenantUsage").WithSummary("How a tenant used what it leases").Produces<TenantAnswer>().Needs(Right.ReadDeskUsage);
    }
}
