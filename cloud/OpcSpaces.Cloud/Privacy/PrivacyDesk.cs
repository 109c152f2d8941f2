using OpcSpaces.Access.Settings;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Dashboards.Privacy;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.Groups;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>Fills the pages about privacy from the registry and the settings.</summary>
internal sealed class PrivacyDesk(OpenCommunities communities, RegistryBook registry, PrivacyOptions options, AccessAddress address) : IPrivacyDesk
{
    public PrivacyNotice? Notice(string community) => communities.Find(community) is { } facts
        ? new PrivacyNotice(
            facts.Name, facts.Operator, facts.Address, options.Contact, $"{address.Url}/privacy/{Uri.EscapeDataString(facts.Id)}", options.RawDays, options.RawHeldDays, options.PersonalDays, options.SeriesDays, options.UsageYears, SmallGroups.LeastPeople, facts.DeskFigures)
        : null;

    public IReadOnlyList<LabelledDesk> Desks(string community, string floor)
    {
        var rows = registry.Read(community).Rows;
        var zones = rows.Of<Zone>().Where(zone => zone.Community == community && zone.Floor == floor).ToDictionary(zone => zone.Id, zone => zone.Name, StringComparer.Ordinal);
        return
        [
            .. rows.Of<Desk>().Where(desk => desk.Community == community && zones.ContainsKey(desk.Zone))
                .OrderBy(desk => desk.Zone, StringComparer.Ordinal).ThenBy(desk => desk.Id, PointOrder.Instance)
                .Select(desk => new LabelledDesk(zones[desk.Zone], desk.Number ?? desk.Id)),
        ];
    }
}
