using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Answers.Series;
using OpcSpaces.Api.Csv;
using OpcSpaces.Api.Rights;

namespace OpcSpaces.Api.Series;

/// <summary>Readings over time, in as many parts as a screen has points.</summary>
internal static class SeriesEndpoints
{
    public static void MapSeries(this RouteGroupBuilder api) =>
        api.MapGet("/communities/{community}/series/{zone}/{kind}/{number}/{metric}", (
                SeriesDesk desk, string community, string zone, string kind, string number, string metric, [AsParameters] SeriesQuery query, [AsParameters] CsvRequest csv, HttpContext http) =>
                desk.AnswerAsync(new SeriesAddress(community, zone, $"{kind}/{number}", metric), query, csv, http.Caller(), http.RequestAborted))
            .WithName("GetSeries").WithTags("Series").WithSummary("One metric of a point over time: extremes, mean, growth, or occupied time").Produces<SeriesAnswer>().ProducesProblem(StatusCodes.Status422UnprocessableEntity).AlsoAsCsv().NeedsForSome(SeriesRights.Some);
}
