using System.Text;
using OpcSpaces.Model.Places;
using OpcSpaces.Points;

namespace OpcSpaces.Model.Alarms;

/// <summary>What an alarm is about.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Community">Its community; empty for the installation and its projections.</param>
/// <param name="Zone">The zone, of zones and points; empty otherwise.</param>
/// <param name="Id">The id of the gateway, the zone, the point in its zone (<c>desk/12</c>) or the projection; empty for the installation.</param>
public readonly record struct AlarmSubject(AlarmSubjectKind Kind, string Community, string Zone, string Id)
{
    public static AlarmSubject Installation { get; } = new(AlarmSubjectKind.Installation, "", "", "");

    /// <summary>Whether there can be alarms about it: <see cref="FaultOf"/> finds nothing wrong with its ids.</summary>
    public bool IsSound => FaultOf(Community) is null && FaultOf(Zone) is null && FaultOf(Id) is null;

    public static AlarmSubject Projection(string name) => new(AlarmSubjectKind.Projection, "", "", name);

    public static AlarmSubject Of(GatewayKey gateway) => new(AlarmSubjectKind.Gateway, gateway.Community, "", gateway.Gateway);

    public static AlarmSubject Of(ZoneKey zone) => new(AlarmSubjectKind.Zone, zone.Community, zone.Zone, zone.Zone);

    public static AlarmSubject Of(PointKey point) => new(AlarmSubjectKind.Point, point.Community, point.Zone, point.Point);

    /// <summary>What is wrong with an id of a subject, as the end of a sentence; null for one that may stand in a database and in a log. Names of points come from gateways.</summary>
    public static string? FaultOf(string id)
    {
        if (id.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar || rune.Value is 0x2028 or 0x2029)) return "contains a control character, a line break or half of a letter";
        return Encoding.UTF8.GetByteCount(id) > EntityId.MaxBytes ? $"is longer than {EntityId.MaxBytes} UTF-8 bytes" : null;
    }

    /// <summary>For people: <c>gateway gw-07</c>, <c>open-3/desk/12</c>.</summary>
    public override string ToString() => Kind switch
    {
        AlarmSubjectKind.Installation => "the cloud",
        AlarmSubjectKind.Projection => $"projection {Id}",
        AlarmSubjectKind.Gateway => $"gateway {Id}",
        AlarmSubjectKind.Zone => $"zone {Id}",
        _ => $"{Zone}/{Id}",
    };
}

/// <summary>One thing that can be wrong at one subject. At any time at most one alarm with this key is open.</summary>
public readonly record struct AlarmKey(AlarmKind Kind, AlarmSubject Subject)
{
    public static AlarmKey NotRecording { get; } = new(AlarmKind.NotRecording, AlarmSubject.Installation);

    public override string ToString() => $"{Kind} of {Subject}";
}
