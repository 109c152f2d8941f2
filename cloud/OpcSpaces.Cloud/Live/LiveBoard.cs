using System.Runtime.CompilerServices;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Model.Places;
using OpcSpaces.Projections.Live;

namespace OpcSpaces.Cloud.Live;

/// <summary>The live page's board over the live projection.</summary>
internal sealed class LiveBoard(LiveState live, DrawnPlan plan, HistoryMeter history, Func<IReadOnlyList<LiveTrouble>> troubles, Func<string, bool> givesDesks, TimeProvider time) : ILiveBoard
{
    private readonly Lock _gate = new(); // guards what follows
    private IReadOnlyList<PointKey> _desks = [];
    private long _desksOf = -1;

    public LivePlan Plan => plan.Current(Desks());

    public IReadOnlyList<LiveTrouble> Troubles => troubles();

    public LiveSnapshot Snapshot(LiveFloor floor)
    {
        var view = new FloorView(floor, time, givesDesks);
        view.Take(live.Snapshot(view.Scope));
        return Snapshot(view);
    }

    public async IAsyncEnumerable<LiveEvent> FollowAsync(LiveFloor? floor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var view = new FloorView(floor, time, givesDesks);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var updates = live.WatchAsync(view.Scope, ends.Token).GetAsyncEnumerator(ends.Token);
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

    // The plan is asked for at each request and each look at its reader, so the names of all desks of a city are kept between two births.
    private IReadOnlyList<PointKey> Desks()
    {
        lock (_gate)
        {
            var names = live.NamesVersion;
            if (names != _desksOf) (_desks, _desksOf) = ([.. live.Snapshot().Points.Where(DeskReader.IsDesk).Select(point => point.Key)], names);
            return _desks;
        }
    }

    private LiveSnapshot Snapshot(FloorView view) => view.Snapshot(Plan.Version) with { History = history.Read(), Troubles = Troubles };
}
