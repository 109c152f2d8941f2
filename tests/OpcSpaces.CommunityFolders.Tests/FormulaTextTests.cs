using OpcSpaces.CommunityFolders.Cells;

namespace OpcSpaces.CommunityFolders.Tests;

public sealed class FormulaTextTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("＝1+1")]
    [InlineData("'=1")]
    [InlineData("''＠x")]
    public void A_text_that_a_spreadsheet_would_execute_gets_an_apostrophe_and_loses_it_again(string text)
    {
        Assert.Equal($"'{text}", FormulaText.Write(text));
        Assert.Equal(text, FormulaText.Read(FormulaText.Write(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("open-3")]
    [InlineData("1=1")]
    [InlineData("'t")]
    public void Other_texts_stay_as_they_are(string text) => Assert.Equal((text, text), (FormulaText.Write(text), FormulaText.Read(text)));
}
