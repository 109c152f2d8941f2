using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Building.Description;

namespace OpcSpaces.FirmwareSim.Tests.Tenancy;

/// <summary>Buildings for the tests of their tenants.</summary>
internal static class Communities
{
    public static readonly DateOnly Today = new(2026, 11, 30);

    public static BuildingPlan Included(string name) => CommunityDescription.Read(Path.Combine(AppContext.BaseDirectory, "communities", name + ".jsonc"));

    /// <summary>A small building of which every kind of tenant is a part, with many late people and many absences.</summary>
    public static BuildingPlan Small(double absences) => CommunityDescription.Parse($$"""
        {
          "id": "c", "seed": 3, "layout": { "desks": 120, "gateways": 4 },
          "people": { "never": 0.1, "partTime": 0.1, "nightOwls": 0.4 },
          "kinds": [
            { "name": "minutes only", "deskShare": 0.05, "people": { "attendance": 0, "visits": { "perDay": 3, "minutesFrom": 2, "minutesTo": 6 } } },
            { "name": "shared", "places": [{ "zone": "1F-M01", "point": "room/1" }], "people": { "count": 4, "visits": { "perDay": 3, "minutesFrom": 2, "minutesTo": 6 } } }
          ],
          "tenancy": { "absences": {{absences}} }
        }
        """);
}
