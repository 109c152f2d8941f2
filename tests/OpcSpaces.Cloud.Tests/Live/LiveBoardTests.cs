using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Cloud.Live;
using OpcSpaces.Projections.Live;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Live;

public class LiveBoardTests
{
    private readonly FakeTimeProvider _time = new(FakeTime.Start);

    [Fact]
    public async Task A_reader_is_told_everything_first_even_where_nothing_is_known()
    {
        await using var reader = BoardOf(new LiveState()).FollowAsync(null, CancellationToken.None).GetAsyncEnumerator();

        Assert.True(await reader.MoveNextAsync());

        Assert.Empty(reader.Current.Snapshot!.Desks);
        Assert.Null(reader.Current.Change);
    }

    [Fact]
    public async Task A_reader_who_leaves_while_nothing_happens_ends_in_good_order()
    {
        using var left = new CancellationTokenSource();
        await using var reader = BoardOf(new LiveState()).FollowAsync(null, left.Token).GetAsyncEnumerator();
        await reader.MoveNextAsync();
        var waiting = reader.MoveNextAsync().AsTask();
        _time.Advance(FloorView.Pace);

        await left.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private LiveBoard BoardOf(LiveState live) => new(live, new DrawnPlan([], _time, NullLogger<DrawnPlan>.Instance), new HistoryMeter(live, _time), () => [], _ => true, _time);
}
