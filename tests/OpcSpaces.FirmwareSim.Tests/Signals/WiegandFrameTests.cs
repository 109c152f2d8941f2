using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Signals;

namespace OpcSpaces.FirmwareSim.Tests.Signals;

public sealed class WiegandFrameTests
{
    private static readonly DateTimeOffset End = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_card_is_twenty_six_short_pulses_with_even_parity_before_and_odd_parity_behind()
    {
        var bits = Play(0xABCDEF);

        Assert.Equal(26, bits.Count);
        Assert.Equal(0xABCDEFUL, bits[1..25].Aggregate(0UL, (number, bit) => number << 1 | (bit ? 1UL : 0)));
        Assert.Equal(0, bits[..13].Count(bit => bit) % 2);
        Assert.Equal(1, bits[13..].Count(bit => bit) % 2);
    }

    private static List<bool> Play(ulong number)
    {
        var board = SimulatedBoard.Of(new GatewayWiring("gw-01", [], [new WiredPoint("Z", "door/1", SensorType.Wiegand, 2) { SecondPin = 3 }]));
        using var controller = board.CreateController();
        var falls = new List<(bool One, DateTimeOffset At)>();
        controller.OpenInput(2).Subscribe(change => Note(change, one: false));
        controller.OpenInput(3).Subscribe(change => Note(change, one: true));

        WiegandFrame.Play(board[2], board[3], number, End);

        Assert.True(board[2].High && board[3].High);
        Assert.Equal(falls.Select(fall => fall.At), falls.Select(fall => fall.At).Order());
        Assert.All(falls.Zip(falls.Skip(1)), pair => Assert.Equal(2, (pair.Second.At - pair.First.At).TotalMilliseconds, 0.001));
        Assert.True(falls[^1].At < End);
        return [.. falls.Select(fall => fall.One)];

        void Note(PinChange change, bool one)
        {
            if (!change.High)
                falls.Add((one, change.At));
        }
    }
}
