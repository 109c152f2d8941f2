using System.Text;

namespace OpcSpaces.Points.Tests;

public sealed class CutTextTests
{
    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc")]
    [InlineData("ab🚪", 3, "ab")]
    [InlineData("ab🚪", 4, "ab🚪")]
    [InlineData("🚪", 1, "")]
    [InlineData("🚪", 0, "")]
    public void A_pair_is_never_cut_in_half(string text, int most, string expected)
    {
        Assert.Equal(expected, text.CutTo(most));
        Assert.DoesNotContain("\uFFFD", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.CutTo(most))), StringComparison.Ordinal);
    }
}
