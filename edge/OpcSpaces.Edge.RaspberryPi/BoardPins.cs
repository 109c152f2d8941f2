using OpcSpaces.Edge.RaspberryPi.Expanders;
using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Edge.RaspberryPi;

/// <summary>The pins of the board, and behind them those of its port expanders.</summary>
internal sealed class BoardPins(IPinController board, IReadOnlyList<(ExpanderConfig Config, ExpanderPins Pins)> expanders) : IPinController
{
    public IInputPin OpenInput(int number)
    {
        foreach (var (config, pins) in expanders)
        {
            if (config.Has(number)) return pins.OpenInput(number);
        }

        return board.OpenInput(number);
    }

    public void Dispose()
    {
        foreach (var (_, pins) in expanders) pins.Dispose();
        board.Dispose();
    }
}
