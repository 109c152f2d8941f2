using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Building.Description;

/// <summary>Reads the list <c>kinds</c> of a description.</summary>
internal static class KindReader
{
    private static readonly PlaceKind Default = new() { Name = "" };

    public static List<DescribedKind> Read(SettingsSection file) => file.OptionalParts("kinds", Kind);

    private static DescribedKind Kind(SettingsSection section)
    {
        var kind = new PlaceKind { Name = section.RequiredText("name") };
        kind = section.Part("detector", detector => kind with
        {
            DelaySeconds = OptionalReal(detector, "delaySeconds"),
            MovingSeconds = detector.Real("movingSeconds", Default.MovingSeconds),
            StillSeconds = OptionalReal(detector, "stillSeconds"),
            MovingBoutSeconds = detector.Real("movingBoutSeconds", Default.MovingBoutSeconds),
            StillBoutSeconds = detector.Real("stillBoutSeconds", Default.StillBoutSeconds),
        });
        kind = section.Part("people", people => kind with
        {
            Attendance = OptionalReal(people, "attendance"),
            People = people.Number("count", 0),
            Absences = people.OptionalPart("absences", Times),
            Visits = people.OptionalPart("visits", Times),
        });
        kind = kind with { Disturbances = section.OptionalParts("disturbances", Disturbance) };
        // Not a number where it has the wrong type, so that it is not reported as missing too.
        var share = section.Has("deskShare") ? section.Real("deskShare", double.NaN) : 0;
        return new DescribedKind(kind, share, section.OptionalParts("places", place => (place.RequiredText("zone"), place.RequiredText("point"))));
    }

    private static ShortTimes Times(SettingsSection times) => new(times.RequiredReal("perDay"), times.RequiredReal("minutesFrom"), times.RequiredReal("minutesTo"));

    private static Disturbance Disturbance(SettingsSection section)
    {
        if (section.RequiredOneOf("what", DisturbanceKinds.Names) is not { } name)
        {
            // What it is decides which settings it has.
            section.IgnoreTheRest();
            return Kinds.Disturbance.Of(DisturbanceKind.Passers, 0, 24);
        }

        var read = Kinds.Disturbance.Of(DisturbanceKinds.Parse(name), section.Real("fromHour", 0), section.Real("toHour", 24));
        read = read with { Seconds = section.Real("seconds", read.Seconds), EverySeconds = section.Real("everySeconds", read.EverySeconds) };
        return read.Kind == DisturbanceKind.Cleaners ? read : read with { PerHour = section.Real("perHour", read.PerHour) };
    }

    private static double? OptionalReal(SettingsSection section, string name) => section.Real(name, double.NaN) is var value && double.IsNaN(value) ? null : value;
}
