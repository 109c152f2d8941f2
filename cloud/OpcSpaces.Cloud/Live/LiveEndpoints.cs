using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using OpcSpaces.Api;
using OpcSpaces.Api.Rights;
using OpcSpaces.Cloud.Hosting;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Cloud.Live;

/// <summary>
/// <c>GET /api/v1/live[?community=ID][&amp;floor=ID]</c> and <c>GET /api/v1/communities/ID/floors/ID/live</c>: server-sent events of one floor, or of everything without both. First <c>snapshot</c> (<see cref="LiveSnapshot"/>), then
/// <c>change</c> (<see cref="LiveChange"/>) as it happens, and <c>beat</c> (<see cref="LiveBeat"/>) at least every two
/// seconds, so that a reader can tell a quiet building from a dead connection.
/// </summary>
internal static class LiveEndpoints
{
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(2);

    // How often it is looked whether the reader still may read: a session that ended must not go on as a stream.
    private const int BeatsBetweenLooks = 5;

    public static void MapLive(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.ApiGroup();
        // What it names is in the query; the sight has the floors that the caller may see.
        Describe(api.MapGet("/live", Answer)).WithName("FollowLive").WithSummary("Server-sent events of a floor, or of everything: snapshot, change, beat. Zones in place of desks where a community gives no figures of desks").NeedsSignIn();
        Describe(api.MapGet("/communities/{community}/floors/{floor}/live", Answer)).WithName("FollowFloorLive").WithSummary("Server-sent events of one floor: snapshot, change, beat. Zones in place of desks where the community gives no figures of desks").Needs(Right.ReadLive);

        static RouteHandlerBuilder Describe(RouteHandlerBuilder route) => route.WithTags("Live").Produces<string>(StatusCodes.Status200OK, "text/event-stream").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IResult Answer(
        string? community, string? floor, ILiveBoard board, LiveSight sight, TimeProvider time, ICallers callers, IHostApplicationLifetime life, HttpContext http, CancellationToken aborted)
    {
        // nginx and others gather an answer before they pass it on, which would be never. (Header of nginx, known to Envoy, Traefik and others too.)
        http.Response.Headers["X-Accel-Buffering"] = "no";
        var plan = sight.Plan(http.Caller(), board.Plan);
        if (community is null && floor is null && LiveSight.SeesAll(http.Caller())) return Stream(null);
        return plan.Find(community, floor) switch
        {
            [var found] => Stream(found),
            [] => Results.Problem(NotFound(plan, community, floor), statusCode: StatusCodes.Status404NotFound),
            var several => Results.Problem(
                $"Several floors fit: {string.Join(", ", several.Select(place => $"community={place.Community.Id}&floor={place.Floor.Id}"))}. Name both.",
                statusCode: StatusCodes.Status400BadRequest),
        };

        IResult Stream(LiveFloor? of) => HeadRequests.IsHead(http)
            ? Results.Text("", "text/event-stream")
            : Results.ServerSentEvents(StreamAsync(new LiveReader(board, sight, of, http, callers, time), time, life.ApplicationStopping, aborted));
    }

    private static string NotFound(LivePlan plan, string? community, string? floor)
    {
        if (community is null && floor is null) return "There is no floor that you may see live.";
        if (community is not null && plan.Communities.All(known => known.Id != community)) return $"There is no community '{community}'.";
        return $"There is no floor '{floor}' in {(community is null ? "any community" : $"the community '{community}'")}.";
    }

    private static async IAsyncEnumerable<SseItem<string>> StreamAsync(
        LiveReader reader, TimeProvider time, CancellationToken stopping, [EnumeratorCancellation] CancellationToken aborted)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping, aborted);
        // One item is enough: the board merges changes for a slow reader.
        var items = Channel.CreateBounded<SseItem<string>>(1);
        var changes = ForwardAsync(reader, items.Writer, ends);
        var beats = BeatAsync(reader, time, items.Writer, ends.Token);
        try
        {
            await foreach (var item in items.Reader.ReadAllAsync(CancellationToken.None)) yield return item;
        }
        finally
        {
            await ends.CancelAsync();
            await Task.WhenAll(changes, beats);
        }
    }

    private static async Task ForwardAsync(LiveReader reader, ChannelWriter<SseItem<string>> items, CancellationTokenSource ends)
    {
        Exception? failure = null;
        try
        {
            await foreach (var live in reader.Board.FollowAsync(reader.Floor, ends.Token))
            {
                if (reader.Shown(live) is { } shown) await items.WriteAsync(LiveJson.Item(shown), ends.Token);
            }
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // the reader left, or the host stops
        }
        catch (Exception e)
        {
            failure = e;
        }
        items.TryComplete(failure);
    }

    /// <summary>Sends beats, and ends the stream when its reader may not read any more, or when that cannot be found out.</summary>
    internal static async Task BeatAsync(LiveReader reader, TimeProvider time, ChannelWriter<SseItem<string>> items, CancellationToken ends)
    {
        try
        {
            using var timer = new PeriodicTimer(BeatEvery, time);
            for (var beat = 1; await timer.WaitForNextTickAsync(ends); beat++)
            {
                if (beat % BeatsBetweenLooks == 0 && !await reader.StillMayAsync())
                {
                    // The page connects again, and is told to sign in.
                    items.TryComplete();
                    return;
                }

                await items.WriteAsync(LiveJson.Item(new LiveBeat(time.GetUtcNow(), reader.Troubles)), ends);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // the stream ended
        }
        catch (Exception e)
        {
            // Nobody looks any more whether the reader may read: without looks there is no stream.
            items.TryComplete(e);
        }
    }
}
