using OpcSpaces.FirmwareSim.Tenancy.Rows;
using OpcSpaces.Model.Registry.Values;

namespace OpcSpaces.FirmwareSim.Tests.Tenancy;

public class CreditCodesTests
{
    [Fact]
    public void Every_code_is_valid_and_there_is_one_for_each_firm()
    {
        var codes = ((int[])[1, 8, 13, 20, 0]).SelectMany(seed => Enumerable.Range(0, 4_000).Select(number => CreditCodes.Of(seed, number))).Distinct().ToList();
        Assert.All(codes, code => Assert.Null(SocialCreditCode.Fault(code)));
        Assert.Equal(4 * 4_000, codes.Count); // the seeds 0 and 20 have one series
    }

    [Theory]
    [InlineData("D2143569", 'X')] // the example of GB 11714-1997
    [InlineData("00000000", '0')]
    [InlineData("00000001", '9')]
    public void The_organisation_code_has_the_check_character_of_GB_11714(string code, char check) => Assert.Equal(check, CreditCodes.OrganisationCheck(code));
}
