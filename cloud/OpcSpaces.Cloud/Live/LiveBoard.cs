using System.Runtime.CompilerServices;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Projections.Live;

namespace OpcSpaces.Cloud.Live;

/// <summary>The live page's board over the live projection.</summary>
internal sealed class LiveBoard(LiveState live, DrawnPlan plan, HistoryMeter history, Func<IReadOnlyList<LiveTrouble>> troubles, TimeProvider time) : ILiveBoard
{
    public LivePlan Plan => plan.Current(live.Snapshot().Points.Where(DeskReader.IsDesk).Select(point => point.Key));

    public IReadOnlyList<LiveTrouble> Troubles => troubles();

    public LiveSnapshot Snapshot(LiveFloor floor)
    {
        var view = new FloorView(floor, time);
        view.Take(live.Snapshot());
        return Snapshot(view);
    }

    public async IAsyncEnumerable<LiveEvent> FollowAsync(LiveFloor? floor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var view = new FloorView(floor, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var updates = live.WatchAsync(ends.Token).GetAsyncEnumerator(ends.Token);
        Task<bool>? next = null;
        try
        {
            while (true)
            {
                next ??= updates.MoveNextAsync().AsTask();
                if (view.GatewaysDueIn is { } due) await Task.WhenAny(next, Task.Delay(due, time, cancellationToken));
                if (next.IsCompleted || view.GatewaysDueIn is null)
                {
                    if (!await next) yield break;
                    view.Take(updates.Current);
                    next = null;
                }
                cancellationToken.ThrowIfCancellationRequested();
                if (view.NeedsSnapshot)
                    yield return new(Snapshot(view), null);
                else if (view.Change() is { } change)
                    yield return new(null, change with { History = history.Read() });
                else
                    continue;
                // Changes in the meantime come together in the next event.
                await Task.Delay(FloorView.Pace, time, cancellationToken);
            }
        }
        finally
        {
            // An enumerator must not be disposed during MoveNextAsync.
            await ends.CancelAsync();
            if (next is not null) await Task.WhenAny(next);
        }
    }

    private LiveSnapshot Snapshot(FloorView view) => view.Snapshot(Plan.Version) with { History = history.Read(), Troubles = Troubles };
}
