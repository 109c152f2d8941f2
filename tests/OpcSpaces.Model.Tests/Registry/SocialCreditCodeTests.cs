using OpcSpaces.Model.Registry.Values;

namespace OpcSpaces.Model.Tests.Registry;

public class SocialCreditCodeTests
{
    // The second is the example of GB 32100-2015, appendix A.
    [Theory]
    [InlineData("91440300MA5FTQ0Y23")]
    [InlineData("91350100M000100Y43")]
    public void A_valid_code_has_no_fault(string code) => Assert.Null(SocialCreditCode.Fault(code));

    [Theory]
    [InlineData("91350100M000100Y4", "write the 18 characters")]
    [InlineData("91350100M000100Y433", "write the 18 characters")]
    [InlineData("91350100m000100Y43", "'m' cannot stand")]
    [InlineData("9135O100M000100Y43", "'O' cannot stand")]
    [InlineData("91350100M000100Y44", "the last must be '3'")]
    [InlineData("91350100M000010Y43", "check character does not fit")]
    public void A_wrong_code_is_explained(string code, string expected) => Assert.Contains(expected, SocialCreditCode.Fault(code), StringComparison.Ordinal);

    [Fact]
    public void Every_wrong_character_and_every_swap_of_neighbours_is_found()
    {
        const string Code = "91350100M000100Y43";
        for (var i = 0; i < Code.Length; i++)
        {
            foreach (var letter in "0123456789ABCDEFGHJKLMNPQRTUWXY".Where(letter => letter != Code[i]))
                Assert.NotNull(SocialCreditCode.Fault($"{Code[..i]}{letter}{Code[(i + 1)..]}"));
            if (i > 0 && Code[i] != Code[i - 1]) Assert.NotNull(SocialCreditCode.Fault($"{Code[..(i - 1)]}{Code[i]}{Code[i - 1]}{Code[(i + 1)..]}"));
        }
    }
}
