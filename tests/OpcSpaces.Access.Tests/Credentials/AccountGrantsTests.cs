using OpcSpaces.Access.Credentials;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Tests.Credentials;

public class AccountGrantsTests
{
    /// <summary>Ids may have spaces, so a tenant could be called like a role.</summary>
    [Theory]
    [InlineData("t1 administrator")]
    [InlineData("t1,administrator")]
    [InlineData("\",\"administrator")]
    [InlineData("t1\\")]
    [InlineData("租户 1")]
    public void One_grant_is_stored_and_read_as_one(string tenant)
    {
        Grant[] grants = [Grant.Tenant("hub", tenant), Grant.City];
        Assert.Equal(grants, AccountGrants.Split(AccountGrants.Join(grants)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("administrator")]
    [InlineData("[\"administrator\"")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[null,\"king\",7]")]
    public void A_text_that_cannot_be_read_gives_nothing(string text) => Assert.Empty(AccountGrants.Split(text));

    [Theory]
    [InlineData("hub\u200B")]
    [InlineData("hub ")]
    public void A_grant_of_an_id_that_looks_like_another_is_read_and_given_to_nobody_anew(string community)
    {
        Grant[] grants = [Grant.FacilityManager(community)];
        Assert.Equal(grants, AccountGrants.Split(AccountGrants.Join(grants)));
        Assert.Equal("grants[0]", Assert.Single(AccountGrants.Read([$"facilityManager:{community}"], new NoPlaces(), out _)).Field);
        // It may be older than that rule.
        Assert.Empty(AccountGrants.Read([$"facilityManager:{community}"], new Places(grants), out var given));
        Assert.Equal(grants, given);
    }

    [Fact]
    public void In_the_log_one_grant_does_not_look_like_two() =>
        Assert.Equal("city, \"tenant:hub/t1, administrator\"", AccountGrants.Say([Grant.City, Grant.Tenant("hub", "t1, administrator")]));

    [Fact]
    public void Too_many_are_refused_before_any_is_read()
    {
        var fault = Assert.Single(AccountGrants.Read([.. Enumerable.Repeat("king", 1_000_000)], new NoPlaces(), out var grants));
        Assert.Equal(("grants", "1000000 grants"), (fault.Field, fault.Value));
        Assert.Empty(grants);
        Assert.Empty(AccountGrants.Read([.. Enumerable.Repeat("city", AccountGrants.Most)], new NoPlaces(), out grants));
        Assert.Equal([Grant.City], grants);
    }

    private sealed class Places(IReadOnlyList<Grant> all) : IExistingPlaces
    {
        public bool Has(Grant grant) => all.Contains(grant);
    }
}
