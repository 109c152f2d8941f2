using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.DoorContacts;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Light;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.PowerMonitors;

namespace OpcSpaces.Edge.Testing.Recordings;

/// <summary>
/// What the name of a column says: the sensor that it stands for, as an installer would configure it. A column is of a kind when its
/// name ends in an underscore and the kind's word, or is that word. This table is the one place where columns are bound to sensors.
/// </summary>
/// <param name="Word">The end of the column's name.</param>
/// <param name="Unit">Of its values; empty for 0 and 1.</param>
/// <param name="Rule">What a rule without a model takes for somebody who is there.</param>
/// <param name="Sensor">The agent's configuration for it, with the number of its pin or the address of its chip.</param>
internal sealed record ColumnKind(string Word, string Unit, RuleLevel Rule, Func<int, PlaySettings, PointConfig> Sensor)
{
    /// <summary>The point for whose presence all sensors of a recording speak.</summary>
    public const string Place = "room/1";

    public const string Bus = "i2c-1";

    public static ColumnKind Motion { get; } = new("PIR", "", RuleLevel.WhileFrom(1), (pin, settings) => settings.In(new MotionConfig { Point = Place, Pin = pin }));

    public static IReadOnlyList<ColumnKind> All { get; } =
    [
        Motion,
        new("DOOR", "", RuleLevel.OnChange, (pin, _) => new DoorContactConfig { Point = $"door/{pin + 1}", Pin = pin, OpensInto = Place }),
        new("WATTS", "W", RuleLevel.WhileFrom(30), (address, _) => new PowerMonitorConfig { Point = Place, Chip = "ads1115", Bus = Bus, Address = address }),
        new("CO2", "ppm", RuleLevel.Never, (address, _) => new ClimateConfig { Point = $"env/{address + 1}", Chip = "scd4x", Bus = Bus, Address = address, AirOf = Place }),
        new("Light", "lx", RuleLevel.Never, (address, _) => new LightConfig { Point = $"env/{address + 1}", Chip = "bh1750", Bus = Bus, Address = address, LightOf = Place }),
    ];

    /// <summary>Whether the values are weak evidence only, whose worth the place learns.</summary>
    public bool IsWeak => Word is "CO2" or "Light";

    /// <summary>Whether the sensor is at a pin, and the values are 0 and 1.</summary>
    public bool IsLevel => Unit.Length == 0;

    /// <summary>The kind of a column; null when its name names none.</summary>
    public static ColumnKind? Of(string column) => All.FirstOrDefault(kind =>
        column.Equals(kind.Word, StringComparison.OrdinalIgnoreCase) || column.EndsWith($"_{kind.Word}", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a value; NaN for an empty one.</summary>
    /// <returns>Null when it is valid, else what is wrong with it, and what to write instead.</returns>
    public string? Read(string text, out double value)
    {
        if (RecordedNumber.TryRead(text, out value) && (double.IsNaN(value) || !IsLevel || value is 0 or 1)) return null;
        return IsLevel ? "use 0 or 1, or nothing where it is not known" : $"use a number in {Unit}, or nothing where it is not known";
    }
}
