using OpcSpaces.Model.Places;

namespace OpcSpaces.Model.Alarms;

/// <summary>What an alarm is about.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Community">Its community; empty for the installation and its projections.</param>
/// <param name="Zone">The zone, of zones and points; empty otherwise.</param>
/// <param name="Id">The id of the gateway, the zone, the point in its zone (<c>desk/12</c>) or the projection; empty for the installation.</param>
public readonly record struct AlarmSubject(AlarmSubjectKind Kind, string Community, string Zone, string Id)
{
    public static AlarmSubject Installation { get; } = new(AlarmSubjectKind.Installation, "", "", "");

    public static AlarmSubject Projection(string name) => new(AlarmSubjectKind.Projection, "", "", name);

    public static AlarmSubject Of(GatewayKey gateway) => new(AlarmSubjectKind.Gateway, gateway.Community, "", gateway.Gateway);

    public static AlarmSubject Of(ZoneKey zone) => new(AlarmSubjectKind.Zone, zone.Community, zone.Zone, zone.Zone);

    public static AlarmSubject Of(PointKey point) => new(AlarmSubjectKind.Point, point.Community, point.Zone, point.Point);

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
