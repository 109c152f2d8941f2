using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Alarms.Storing;
using OpcSpaces.Answers.Alarms;
using OpcSpaces.Answers.Paging;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Api.Conditions;
using OpcSpaces.Api.Documents;
using OpcSpaces.Api.Paging;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Registry;
using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Access;
using OpcSpaces.Model.Alarms;
using OpcSpaces.Points;

namespace OpcSpaces.Api.Alarms;

/// <summary>Alarms of a community, and under <c>/alarms</c> those of the installation: open and past, what happened to them, and who takes care.</summary>
internal static class AlarmEndpoints
{
    public static void MapAlarms(this RouteGroupBuilder api)
    {
        var community = api.MapGroup("/communities/{community}/alarms").WithTags("Alarms");
        community.MapGet("", (string community, AlarmStore store, HttpContext http, [AsParameters] AlarmQuery query, [AsParameters] PageRequest page) => List(community, store, http, query, page))
            .WithName("ListAlarms").WithSummary("Alarms of a community, the newest first").Produces<Page<AlarmAnswer>>().Needs(Right.ReadAlarms);
        community.MapGet("/events", (string community, AlarmStore store, HttpContext http, long? after, int? limit) => Events(community, store, http, after, limit))
            .WithName("ListAlarmEvents").WithSummary("What happened to alarms after a position, in order").Produces<AlarmEventsAnswer>().Needs(Right.ReadAlarms);
        community.MapGet("/{alarm}", (string community, string alarm, AlarmStore store, HttpContext http) => Get(community, alarm, store, http))
            .WithName("GetAlarm").WithSummary("An alarm with everything that happened to it").Produces<AlarmHistoryAnswer>().Needs(Right.ReadAlarms);
        community.MapPost("/{alarm}/acknowledge", (string community, string alarm, AlarmStore store, HttpContext http) => AcknowledgeAsync(community, alarm, store, http))
            .WithName("AcknowledgeAlarm").WithSummary("Say that somebody takes care of an alarm").WithMetadata(new DescribedBody(typeof(AcknowledgeRequest))).Produces<AlarmAnswer>().ProducesProblem(StatusCodes.Status409Conflict).Needs(Right.HandleAlarms);

        var installation = api.MapGroup("/alarms").WithTags("Alarms").Needs(Right.ReadInstallation);
        installation.MapGet("", (AlarmStore store, HttpContext http, [AsParameters] AlarmQuery query, [AsParameters] PageRequest page) => List("", store, http, query, page))
            .WithName("ListInstallationAlarms").WithSummary("Alarms of the cloud itself and its projections, the newest first").Produces<Page<AlarmAnswer>>();
        installation.MapGet("/events", (AlarmStore store, HttpContext http, long? after, int? limit) => Events("", store, http, after, limit))
            .WithName("ListInstallationAlarmEvents").WithSummary("What happened to alarms of the cloud itself after a position, in order").Produces<AlarmEventsAnswer>();
        installation.MapGet("/{alarm}", (string alarm, AlarmStore store, HttpContext http) => Get("", alarm, store, http))
            .WithName("GetInstallationAlarm").WithSummary("An alarm of the cloud itself with everything that happened to it").Produces<AlarmHistoryAnswer>();
        installation.MapPost("/{alarm}/acknowledge", (string alarm, AlarmStore store, HttpContext http) => AcknowledgeAsync("", alarm, store, http))
            .WithName("AcknowledgeInstallationAlarm").WithSummary("Say that somebody takes care of an alarm of the cloud itself").WithMetadata(new DescribedBody(typeof(AcknowledgeRequest))).Produces<AlarmAnswer>().ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static IResult List(string community, AlarmStore store, HttpContext http, in AlarmQuery query, in PageRequest page)
    {
        var faults = new List<Fault>();
        var filter = query.Read(faults);
        var (limit, before) = (page.LimitOr(faults), page.PositionOr(faults));
        if (faults.Count > 0) return Problem.Wrong(faults);
        var version = store.Version;
        var found = store.List(community, filter, before, limit + 1);
        var part = found.Take(limit).ToList();
        return ETags.Ok(http, version, new Page<AlarmAnswer>([.. part.Select(item => item.Alarm.Answer())], found.Count > limit ? Cursor.After(part[^1].Position.ToString(CultureInfo.InvariantCulture)) : null));
    }

    private static IResult Events(string community, AlarmStore store, HttpContext http, long? after, int? limit)
    {
        var faults = new List<Fault>();
        var count = new PageRequest(null, limit).LimitOr(faults);
        if (after < 0) faults.Add(new Fault("after", $"{after}", "give the value of after from the answer before, or 0 for the beginning"));
        if (faults.Count > 0) return Problem.Wrong(faults);
        var version = store.Version;
        var found = store.EventsAfter(community, after ?? 0, count);
        long? deleted = store.DeletedThrough is var through && through > (after ?? 0) ? through : null;
        return ETags.Ok(http, version, new AlarmEventsAnswer([.. found.Select(StoredAlarms.Answer)], found.Count > 0 ? found[^1].Sequence : after ?? 0, deleted));
    }

    private static IResult Get(string community, string alarm, AlarmStore store, HttpContext http)
    {
        var version = store.Version;
        return store.Find(community, alarm) is { } found ? ETags.Ok(http, version, new AlarmHistoryAnswer(found.Alarm.Answer(), [.. found.Events.Select(StoredAlarms.Answer)])) : Problem.NotFound();
    }

    private static async Task<IResult> AcknowledgeAsync(string community, string alarm, AlarmStore store, HttpContext http)
    {
        var faults = new List<Fault>();
        if (await JsonBody.ReadAsync(http, faults) is not { } body || NoteOf(body, faults) is var note && faults.Count > 0) return Problem.Wrong(faults);
        if (store.Acknowledge(community, alarm, http.Caller().Id, note) is not { } now) return Problem.NotFound();
        // Somebody else may have been faster: the answer says who takes care of it.
        return now is { State: AlarmState.Cleared } ? Problem.Conflict("Its condition is gone already.") : TypedResults.Ok(now.Answer());
    }

    private static string? NoteOf(JsonElement body, List<Fault> faults)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault("body", null, "send an object, such as {\"note\": \"…\"}"));
            return null;
        }

        foreach (var member in body.EnumerateObject().Where(member => member.Name != "note")) faults.Add(new Fault(member.Name, null, "leave it out: only note is known"));
        if (!body.TryGetProperty("note", out var note) || note.ValueKind == JsonValueKind.Null) return null;
        var written = note.ValueKind == JsonValueKind.String ? RowReader.Text(note) : null;
        if (written is not null && AlarmNote.TryRead(written, out var read)) return read;
        faults.Add(new Fault("note", written ?? note.GetRawText().CutTo(AlarmNote.Longest), $"give a text of {AlarmNote.Longest} characters at most, without control characters"));
        return null;
    }
}
