using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.FirmwareSim.Signals;

namespace OpcSpaces.FirmwareSim.Tests.Signals;

public class SimulatedBoardTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly SimulatedBoard _board = new([2, 3]);

    [Fact]
    public void A_subscriber_gets_each_change_of_level_once_and_in_order()
    {
        using var controller = _board.CreateController();
        var changes = new List<PinChange>();
        using var subscription = controller.OpenInput(2).Subscribe(changes.Add);

        _board[2].Set(true, At);
        _board[2].Set(true, At.AddSeconds(1));
        _board[2].Set(false, At.AddSeconds(2));
        _board[3].Set(true, At.AddSeconds(3));

        Assert.Equal([new PinChange(true, At), new PinChange(false, At.AddSeconds(2))], changes);
    }

    [Fact]
    public void A_pin_keeps_its_level_while_agents_come_and_go()
    {
        _board[2].Set(true, At);
        using (var first = _board.CreateController())
            Assert.True(first.OpenInput(2).Read());
        _board[2].Set(false, At.AddSeconds(1));

        using var second = _board.CreateController();
        Assert.False(second.OpenInput(2).Read());
    }

    [Fact]
    public void After_disposal_of_controller_or_subscription_nothing_is_called()
    {
        var calls = 0;
        var controller = _board.CreateController();
        controller.OpenInput(2).Subscribe(_ => calls++);
        controller.OpenInput(3).Subscribe(_ => calls++).Dispose();
        Assert.False(_board[3].IsWatched);
        controller.Dispose();

        _board[2].Set(true, At);
        _board[3].Set(true, At);

        Assert.Equal(0, calls);
        Assert.Throws<ObjectDisposedException>(() => controller.OpenInput(2));
    }

    [Fact]
    public void The_same_handler_subscribed_twice_is_called_twice_and_released_one_by_one()
    {
        using var controller = _board.CreateController();
        var input = controller.OpenInput(2);
        var calls = 0;
        void Count(PinChange change) => calls++;
        var first = input.Subscribe(Count);
        using var second = input.Subscribe(Count);

        _board[2].Set(true, At);
        first.Dispose();
        _board[2].Set(false, At);

        Assert.Equal(3, calls);
    }

    [Fact]
    public void A_board_is_watched_when_every_pin_is()
    {
        using var controller = _board.CreateController();
        using var first = controller.OpenInput(2).Subscribe(_ => { });
        Assert.False(_board.IsWatched);

        using var second = controller.OpenInput(3).Subscribe(_ => { });
        Assert.True(_board.IsWatched);
    }

    [Fact]
    public void A_pin_is_opened_once_and_only_if_the_board_has_it()
    {
        using var controller = _board.CreateController();
        controller.OpenInput(2);

        Assert.Throws<InvalidOperationException>(() => controller.OpenInput(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => controller.OpenInput(4));
    }
}
