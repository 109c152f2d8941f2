using OpcSpaces.Points;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Outbox.Files;

public sealed class OutboxAliasTests : IDisposable
{
    private readonly OutboxFixture _outbox = new();

    public void Dispose() => _outbox.Dispose();

    private ulong[] AliasesInBirth() => _outbox.Log.Capture().Definition.Devices.SelectMany(device => device.Metrics).Select(metric => metric.Alias).ToArray();

    [Fact]
    public void Aliases_stay_across_restarts()
    {
        var before = AliasesInBirth();
        _outbox.Reopen();
        Assert.Equal(before, AliasesInBirth());
        Assert.Equal(before.Length, before.Distinct().Count());
    }

    [Fact]
    public void A_new_point_never_gets_the_alias_of_a_removed_one()
    {
        var gone = _outbox.Desk.Alias;
        (string, string, SparkplugDataType)[] other = [(OutboxFixture.Hall, "desk/9/occupied", SparkplugDataType.Boolean)];
        _outbox.Reopen(points: other);
        Assert.True(_outbox.Log.Metric(OutboxFixture.Hall, "desk/9/occupied").Alias > gone);
        _outbox.Reopen();
        Assert.Equal(gone, _outbox.Desk.Alias);
    }

    [Fact]
    public async Task A_removed_point_stays_in_births_as_unknown_while_rows_may_contain_it()
    {
        await _outbox.AppendAsync(3);
        var gone = _outbox.Desk.Alias;
        _outbox.Reopen(points: OutboxFixture.Points[1..]);
        Assert.Contains(gone, AliasesInBirth());
        Assert.Equal(QualityCode.Stale, _outbox.Log.Capture().Values[gone].Quality);

        // Everything is committed and the retention has passed: one row is kept for the chain, and it is a later one.
        await _outbox.AppendTelemetryAsync(1);
        _outbox.Log.OnWatermark(new CommittedCommand(_outbox.Log.Position.Epoch, 4));
        for (var hour = 0; hour < 25; hour++)
        {
            _outbox.Time.Advance(TimeSpan.FromHours(1));
            await _outbox.Log.MarkAsync(_outbox.NowMs);
        }

        Assert.Equal(4UL, _outbox.Log.Position.First);
        Assert.DoesNotContain(gone, AliasesInBirth());
    }

    [Fact]
    public async Task A_removed_zone_stays_in_births_while_rows_may_contain_it()
    {
        await _outbox.AppendAsync(1);
        _outbox.Reopen(points: OutboxFixture.Points[2..]);
        var hall = _outbox.Log.Capture().Definition.Devices.Single(device => device.Id == OutboxFixture.Hall);
        Assert.Contains(hall.Metrics, metric => metric.Name == "Outbox/Sequence");
        Assert.Empty(_outbox.Log.Capture().Definition.Faults());
    }

    [Fact]
    public async Task The_values_and_the_position_of_a_birth_belong_together()
    {
        await _outbox.AppendAsync(occupied: true);
        var birth = _outbox.Log.Capture();
        Assert.Equal(1UL, birth.Outbox.LastSequence);
        Assert.Equal(1UL, birth.Values[_outbox.Desk.Alias].Value.Bits);
        await _outbox.AppendAsync(occupied: false);
        Assert.Equal(0UL, _outbox.Log.Capture().Values[_outbox.Desk.Alias].Value.Bits);
        Assert.Equal(1UL, birth.Values[_outbox.Desk.Alias].Value.Bits);
    }
}
