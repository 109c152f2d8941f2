using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.Model.Registry.Rules;

/// <summary>First and last days: in order, within the life of what they belong to, and apart from each other.</summary>
internal static class DateRules
{
    public static void Check(RegistryRows rows, RegistryFaults faults)
    {
        foreach (var zone in rows.Of<Zone>()) faults.At(zone).Ordered(zone.From, zone.To);
        foreach (var tenant in rows.Of<Tenant>()) faults.At(tenant).Ordered(tenant.From, tenant.To);
        foreach (var lease in rows.Of<Lease>()) faults.At(lease).Ordered(lease.From, lease.To);
        foreach (var claim in rows.Of<Claim>()) faults.At(claim).Ordered(claim.From, claim.To);
        foreach (var invoice in rows.Of<Invoice>()) faults.At(invoice).Ordered(invoice.From, invoice.To);
        foreach (var request in rows.Of<SpaceRequest>()) faults.At(request).Ordered(request.From, request.To);
        foreach (var gateway in rows.Of<Gateway>()) faults.At(gateway).Ordered(gateway.InstalledOn, gateway.RetiredOn, "retiredOn", "installedOn");
        foreach (var assessment in rows.Of<PrivacyAssessment>()) faults.At(assessment).Ordered(assessment.Date, assessment.ValidUntil, "validUntil", "date");
        Absences(rows, faults);
        OutOfService(rows, faults);
        foreach (var heads in rows.Of<InsuredHeads>())
        {
            if (heads.Month.Day != 1) faults.At(heads).Fault("month", $"write the first day of the month, {heads.Month:yyyy-MM}-01");
        }
    }

    private static void Absences(RegistryRows rows, RegistryFaults faults)
    {
        foreach (var absences in rows.Of<Absence>().GroupBy(absence => (absence.Community, absence.Tenant)))
        {
            Absence? last = null;
            foreach (var absence in absences.OrderBy(absence => absence.From))
            {
                var at = faults.At(absence);
                at.Ordered(absence.From, absence.To);
                if (last is not null && absence.From <= last.To) at.Fault("from", $"it overlaps the absence from {last.From:yyyy-MM-dd} to {last.To:yyyy-MM-dd}: join the two, or correct one");
                if (rows.Find<Tenant>($"{absence.Community}/{absence.Tenant}") is { } tenant && absence.To >= absence.From
                    && !new Days(tenant.From, tenant.To).Contains(new Days(absence.From, absence.To)))
                    at.Fault("from", $"the tenant is in the community {new Days(tenant.From, tenant.To)}: write dates within");
                if (last is null || absence.To > last.To) last = absence;
            }
        }
    }

    private static void OutOfService(RegistryRows rows, RegistryFaults faults)
    {
        foreach (var times in rows.Of<OutOfService>().GroupBy(time => (time.Community, time.Zone, time.Place)))
        {
            OutOfService? last = null;
            foreach (var time in times.OrderBy(time => time.From))
            {
                var at = faults.At(time);
                at.Ordered(time.From, time.To);
                if (last is not null && new Days(last.From, last.To).Overlaps(new Days(time.From, time.To)))
                    at.Fault("from", $"it overlaps the time {new Days(last.From, last.To)}: join the two, or correct one");
                if (!PlaceRules.Exists(rows, time.Community, time.Zone, time.Place)) at.Fault("place", $"zone {time.Zone} has no such place: add it to {PlaceRules.TableOf(time.Place)}, or correct the id");
                last = time;
            }
        }
    }
}

/// <summary>Desks and rooms by the id of their point.</summary>
internal static class PlaceRules
{
    public static bool Exists(RegistryRows rows, string community, string zone, string place) => place.StartsWith("room/", StringComparison.Ordinal)
        ? rows.Find<Room>($"{community}/{zone}/{place}") is not null
        : rows.Find<Desk>($"{community}/{zone}/{place}") is not null;

    public static string TableOf(string place) => place.StartsWith("room/", StringComparison.Ordinal) ? "rooms" : "desks";
}
