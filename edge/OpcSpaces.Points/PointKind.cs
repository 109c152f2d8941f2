namespace OpcSpaces.Points;

/// <summary>What kind of thing a point is: the first segment of its id, such as <c>desk</c> in <c>desk/12</c>.</summary>
public sealed class PointKind
{
    private PointKind(string name, string measurement) => (Name, Measurement) = (name, measurement);

    /// <summary>A desk.</summary>
    public static PointKind Desk { get; } = new("desk", Measurements.Occupancy);

    /// <summary>A place without desks that is used as one: a meeting room, a lounge, an office as a whole.</summary>
    public static PointKind Room { get; } = new("room", Measurements.Occupancy);

    /// <summary>An electricity meter.</summary>
    public static PointKind Meter { get; } = new("meter", Measurements.Energy);

    public static PointKind Door { get; } = new("door", Measurements.Access);

    /// <summary>A sensor of the air.</summary>
    public static PointKind Environment { get; } = new("env", Measurements.Environment);

    public static IReadOnlyList<PointKind> All { get; } = [Desk, Room, Meter, Door, Environment];

    /// <summary>As it stands in ids.</summary>
    public string Name { get; }

    /// <summary>Where its metrics are stored unless <see cref="PointMetric.Measurement"/> says otherwise.</summary>
    public string Measurement { get; }

    /// <summary>The kind of a point, by its id; null when no kind has that name.</summary>
    public static PointKind? Of(string point)
    {
        foreach (var kind in All)
        {
            if (kind.Has(point))
                return kind;
        }
        return null;
    }

    /// <summary>Whether a point is of this kind, by its id.</summary>
    public bool Has(string point) => point.Length > Name.Length + 1 && point[Name.Length] == '/' && point.StartsWith(Name, StringComparison.Ordinal);

    public override string ToString() => Name;
}
