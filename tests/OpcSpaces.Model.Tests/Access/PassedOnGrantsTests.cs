using OpcSpaces.Model.Access;

namespace OpcSpaces.Model.Tests.Access;

/// <summary>Nobody passes on more than they have.</summary>
public class PassedOnGrantsTests
{
    private static readonly Grant[] Grants =
    [
        Grant.Administrator, Grant.City,
        .. from place in (string[])["a", "b"] select Grant.Auditor(place),
        .. from place in (string[])["a", "b"]
           from grant in (Grant[])[Grant.FacilityManager(place), Grant.GatewayOperator(place), Grant.Tenant(place, "t-1"), Grant.Tenant(place, "t-2"), Grant.Display(place, "f1"), Grant.Display(place, "f2")]
           select grant,
    ];

    private static readonly AccessTarget[] Targets =
    [
        AccessTarget.Everything,
        .. from community in (string?[])[null, "a", "b"]
           from district in (string?[])[null, "a", "b"]
           from tenant in (string?[])[null, "t-1", "t-2"]
           from floor in (string?[])[null, "f1", "f2"]
           select new AccessTarget(community, district, tenant, floor),
    ];

    [Fact]
    public void What_is_included_gives_no_right_that_the_other_does_not_give()
    {
        foreach (var outer in Grants)
        {
            foreach (var inner in Grants.Where(inner => AccessRules.Includes(outer, inner)))
            {
                foreach (var target in Targets)
                    Assert.All(Enum.GetValues<Right>().Where(right => AccessRules.Allows(inner, right, target)), right => Assert.True(AccessRules.Allows(outer, right, target), $"{outer} → {inner}: {right} {target}"));
            }
        }
    }

    [Theory]
    [InlineData("administrator", "auditor:a")]
    [InlineData("administrator", "administrator")]
    [InlineData("facilityManager:a", "gatewayOperator:a")]
    [InlineData("facilityManager:a", "tenant:a/t-1")]
    [InlineData("facilityManager:a", "display:a/f1")]
    [InlineData("tenant:a/t-1", "tenant:a/t-1")]
    public void A_part_of_what_somebody_has_may_be_passed_on(string outer, string inner) => Assert.True(AccessRules.Includes(Read(outer), Read(inner)));

    [Theory]
    [InlineData("facilityManager:a", "facilityManager:b")]
    [InlineData("facilityManager:a", "administrator")]
    [InlineData("facilityManager:a", "city")]
    [InlineData("gatewayOperator:a", "facilityManager:a")]
    [InlineData("tenant:a/t-1", "tenant:a/t-2")]
    [InlineData("auditor:a", "city")]
    public void More_than_somebody_has_may_not(string outer, string inner) => Assert.False(AccessRules.Includes(Read(outer), Read(inner)));

    private static Grant Read(string text) => Grant.TryParse(text, out var grant, out _) ? grant : throw new FormatException(text);
}
