using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.Cloud.Live;

/// <summary>
/// <c>GET /api/v1/live[?floor=ID]</c>: server-sent events. First <c>snapshot</c> (<see cref="LiveSnapshot"/>), then
/// <c>change</c> (<see cref="LiveChange"/>) as it happens, and <c>beat</c> (<see cref="LiveBeat"/>) at least every two
/// seconds, so that a reader can tell a quiet building from a dead connection.
/// </summary>
internal static class LiveEndpoints
{
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(2);

    public static void MapLive(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/v1/live", (string? floor, ILiveBoard board, TimeProvider time, IHostApplicationLifetime life, CancellationToken aborted) =>
        {
            Floor? shown = null;
            if (floor is not null && (shown = board.Plan.Community.Floors.FirstOrDefault(f => f.Id == floor)) is null)
                return Results.Problem($"There is no floor '{floor}'.", statusCode: StatusCodes.Status404NotFound);
            return Results.ServerSentEvents(StreamAsync(board, shown, time, life.ApplicationStopping, aborted));
        });

    private static async IAsyncEnumerable<SseItem<string>> StreamAsync(
        ILiveBoard board, Floor? floor, TimeProvider time, CancellationToken stopping, [EnumeratorCancellation] CancellationToken aborted)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping, aborted);
        // One item is enough: the board coalesces for a reader that is behind.
        var items = Channel.CreateBounded<SseItem<string>>(1);
        var changes = ForwardAsync(board, floor, items.Writer, ends);
        var beats = BeatAsync(board, time, items.Writer, ends);
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

    private static async Task ForwardAsync(ILiveBoard board, Floor? floor, ChannelWriter<SseItem<string>> items, CancellationTokenSource ends)
    {
        Exception? failure = null;
        try
        {
            await foreach (var live in board.FollowAsync(floor, ends.Token))
                await items.WriteAsync(LiveJson.Item(live), ends.Token);
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

    private static async Task BeatAsync(ILiveBoard board, TimeProvider time, ChannelWriter<SseItem<string>> items, CancellationTokenSource ends)
    {
        try
        {
            using var timer = new PeriodicTimer(BeatEvery, time);
            while (await timer.WaitForNextTickAsync(ends.Token))
                await items.WriteAsync(LiveJson.Item(new LiveBeat(time.GetUtcNow(), board.Troubles)), ends.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // the stream ended
        }
    }
}
