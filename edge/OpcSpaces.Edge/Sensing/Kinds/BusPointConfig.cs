using System.Diagnostics.CodeAnalysis;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Kinds;

/// <summary>A sensor that is a chip on a bus.</summary>
public abstract record BusPointConfig : PointConfig
{
    private protected BusPointConfig()
    {
    }

    /// <summary>Reads the settings that every chip has.</summary>
    [SetsRequiredMembers]
    private protected BusPointConfig(SettingsSection point)
    {
        Point = point.RequiredText("point");
        Chip = point.RequiredText("chip");
        Bus = point.RequiredText("bus");
        Address = point.RequiredAddress("address");
    }

    /// <summary>The type of the chip, for example <c>ina219</c>.</summary>
    public required string Chip { get; init; }

    /// <summary><c>i2c-1</c> or <c>spi-0</c>, or <c>i2c-1/0x70/3</c> for channel 3 of a multiplexer. The number has no leading zeros, so that a bus has one name.</summary>
    public required string Bus { get; init; }

    /// <summary>The address on I²C, the chip select on SPI.</summary>
    public required int Address { get; init; }

    internal BusAddress At => new(Chip, Bus, Address) { Wiring = Wiring };

    /// <summary>What is wired to the chip, where its values depend on that.</summary>
    private protected virtual ChipWiring? Wiring => null;

    /// <summary>The chips that can be used for this sensor.</summary>
    internal abstract IReadOnlyList<ChipType> Chips { get; }

    internal sealed override void CheckWires(SettingsRules rules, WireRules wires) => wires.CheckChip(rules, At, Chips);

    internal sealed override ISensor Build(ISensorContext context)
    {
        var sensor = BuildPolled(context);
        context.Poll(Bus, sensor);
        return sensor;
    }

    /// <summary>
    /// Opens the chip for a trial. The result reads it once and says in words what it answered; null when it did not answer. Throws
    /// as <see cref="IBusController.Open"/> and as the chip's read do.
    /// </summary>
    internal abstract Func<string?> OpenTrial(IBusController buses);

    /// <summary>As <see cref="Build"/>; the sensor is then polled with the others of its bus.</summary>
    internal abstract PolledSensor BuildPolled(ISensorContext context);
}
