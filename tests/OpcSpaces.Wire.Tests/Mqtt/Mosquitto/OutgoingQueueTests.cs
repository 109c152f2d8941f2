using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Mosquitto;

namespace OpcSpaces.Wire.Tests.Mqtt.Mosquitto;

public sealed class OutgoingQueueTests
{
    private static readonly MqttDisconnection Lost = new(MqttDisconnectCause.LinkLost, null, "test");
    private readonly OutgoingQueue _queue = new(maxBytes: 1000);

    [Fact]
    public void What_fits_is_taken_in_at_once_and_comes_out_in_order()
    {
        for (var i = 0; i < 5; i++)
            Assert.True(Publish(10).IsCompletedSuccessfully);
        for (var i = 0; i < 5; i++)
            Assert.Equal(10, Take());
        Assert.Equal(-1, Take());
    }

    [Fact]
    public async Task Who_comes_when_it_is_full_waits_for_its_turn()
    {
        var first = Publish(800);
        var second = Publish(500);
        var third = Publish(1);
        Assert.Equal((true, false, false), (first.IsCompleted, second.IsCompleted, third.IsCompleted));
        Assert.Equal(800, Take());
        await second;
        await third;
        Assert.Equal([500, 1], new[] { Take(), Take() });
    }

    [Fact]
    public void A_message_larger_than_the_bound_is_let_in_when_nothing_else_is_there()
    {
        Assert.True(Publish(50_000).IsCompletedSuccessfully);
        Assert.False(Publish(0).IsCompleted);
    }

    [Fact]
    public void Empty_messages_do_not_pile_up_without_end()
    {
        var taken = 0;
        while (taken < 1000 && Publish(0).IsCompleted)
            taken++;
        Assert.InRange(taken, 1, 20);
    }

    [Fact]
    public async Task Who_gives_up_is_passed_over()
    {
        using var patience = new CancellationTokenSource();
        _ = Publish(900);
        var impatient = Publish(700, patience.Token);
        var patient = Publish(600);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.Equal(900, Take());
        await patient;
        Assert.Equal(600, Take());
        Assert.Equal(-1, Take());
    }

    [Fact]
    public void A_message_to_be_acknowledged_holds_up_what_comes_behind_it()
    {
        _ = _queue.PublishAsync("t", new byte[1], MqttQos.AtLeastOnce, false, new Acknowledgement(), default);
        _ = Publish(2);
        Assert.False(_queue.TryTake(mayAwaitMore: false, out _));
        Assert.Equal([1, 2], new[] { Take(), Take() });
    }

    [Fact]
    public async Task At_the_end_everyone_who_waits_is_told_and_nobody_comes_in()
    {
        var acknowledgement = new Acknowledgement();
        await _queue.PublishAsync("t", new byte[900], MqttQos.AtLeastOnce, false, acknowledgement, default);
        var waiting = Publish(900);
        _queue.End(Lost);
        Assert.Same(Lost, (await Assert.ThrowsAsync<MqttConnectionLostException>(() => waiting)).Disconnection);
        await Assert.ThrowsAsync<MqttConnectionLostException>(() => acknowledgement.Task);
        await Assert.ThrowsAsync<MqttConnectionLostException>(() => Publish(1));
        Assert.False(_queue.TryAdd(new Outgoing { Kind = OutgoingKind.Disconnect }));
        Assert.Equal(-1, Take());
    }

    private Task Publish(int bytes, CancellationToken ct = default) =>
        _queue.PublishAsync("t", new byte[bytes], MqttQos.AtMostOnce, false, null, ct);

    private int Take()
    {
        if (!_queue.TryTake(mayAwaitMore: true, out var item))
            return -1;
        item.Return();
        return item.PayloadLength;
    }
}
