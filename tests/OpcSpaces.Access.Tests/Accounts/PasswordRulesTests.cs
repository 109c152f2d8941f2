using OpcSpaces.Access.Accounts;

namespace OpcSpaces.Access.Tests.Accounts;

/// <summary>NIST SP 800-63B §5.1.1.2: length counts, kinds of characters do not, and what is guessed first is refused.</summary>
public class PasswordRulesTests
{
    [Theory]
    [InlineData("three quiet herons")]
    [InlineData("绿茶和三只安静的苍鹭在湖边")]
    [InlineData("xkqvbnmzrtyp")]
    [InlineData("my admin likes green tea")]
    [InlineData("834021957466")]
    public void A_long_password_of_any_characters_is_good(string password) => Assert.Null(PasswordRules.Fault(password, "eva", "Eva Li"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Tr0ub4dor&3")]
    [InlineData("password1234")]
    [InlineData("Password2026!")]
    [InlineData("passwordpassword")]
    [InlineData("admin-admin-admin")]
    [InlineData("123456789012")]
    [InlineData("987654321098")]
    [InlineData("qwertyuiopas")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("111122223333")]
    [InlineData("opcspaces2026")]
    [InlineData("eva.li@hub.example")]
    [InlineData("eva.li@hub.example1")]
    public void A_short_one_and_one_that_is_guessed_first_are_refused(string? password) => Assert.NotNull(PasswordRules.Fault(password, "eva.li@hub.example", "Eva Li"));

    [Fact]
    public void A_password_that_would_only_take_long_to_hash_is_refused() => Assert.NotNull(PasswordRules.Fault(string.Concat(Enumerable.Range(0, 100).Select(i => $"{i} herons")), "eva", "Eva"));
}
