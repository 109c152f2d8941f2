namespace OpcSpaces.Settings.Tests;

public sealed class SettingsValueTests
{
    [Fact]
    public void Values_of_every_type_are_read()
    {
        var shelf = Shelf.Parse("""{ "name": "架子", "height": 2.5e0, "wood": "redoak", "owner": "Li", "isOpen": false, "serial": 9223372036854775807, "boards": [ { "width": 80, "books": [ "Dune" ] } ] }""");

        Assert.Equal(("架子", 2.5, Wood.RedOak, "Li", false, long.MaxValue), (shelf.Name, shelf.Height, shelf.Wood, shelf.Owner, shelf.IsOpen, shelf.Serial));
        Assert.Equal(["Dune"], Assert.Single(shelf.Boards).Books);
    }

    [Theory]
    [InlineData("\"name\": null", "name", "write a text in quotes")]
    [InlineData("\"owner\": null", "owner", "write a text in quotes")]
    [InlineData("\"owner\": \" \"", "owner", "name the owner, or leave it out")]
    [InlineData("\"wood\": \"pine\"", "wood", "use \"beech\", \"redOak\"")]
    [InlineData("\"wood\": 1", "wood", "write a text in quotes")]
    [InlineData("\"isOpen\": \"yes\"", "isOpen", "write true or false")]
    [InlineData("\"isOpen\": 1", "isOpen", "write true or false")]
    [InlineData("\"serial\": 1.5", "serial", "write a whole number without quotes")]
    [InlineData("\"serial\": \"1\"", "serial", "write a whole number without quotes")]
    [InlineData("\"serial\": 9223372036854775808000", "serial", "write a number closer to 0")]
    [InlineData("\"boards\": [ { \"width\": 2147483648 } ]", "boards[0].width", "write a number closer to 0")]
    [InlineData("\"boards\": [ { \"width\": -99999999999 } ]", "boards[0].width", "write a number closer to 0")]
    [InlineData("\"boards\": [ { \"width\": 1e400 } ]", "boards[0].width", "write a number closer to 0")]
    [InlineData("\"boards\": [ { \"width\": 301 } ]", "boards[0].width", "use 1 to 300")]
    [InlineData("\"boards\": [ { \"width\": 0 } ]", "boards[0].width", "use 1 to 300")]
    [InlineData("\"boards\": [ [ ] ]", "boards[0]", "write an object in braces")]
    [InlineData("\"boards\": {}", "boards", "write a list in brackets")]
    [InlineData("\"boards\": null", "boards", "write a list in brackets")]
    [InlineData("\"boards\": [ { \"width\": 1, \"id\": \"a/b\" } ]", "boards[0].id", "contains '/', which is not allowed in topics: write another id")]
    [InlineData("\"boards\": [ { \"width\": 1, \"id\": \"A\" }, { \"width\": 1, \"id\": \"a\" } ]", "boards[1].id", "boards[0].id is the same board, or differs only by case: rename one")]
    public void A_wrong_value_is_one_fault_that_says_what_to_write(string setting, string path, string fix)
    {
        var fault = Assert.Single(Shelf.FaultsOf($$"""{ "height": 2, {{setting}} }"""));
        Assert.Equal((path, fix), (fault.Path, fault.Fix));
    }

    [Theory]
    [InlineData("1e999", "write a number closer to 0")]
    [InlineData("9.5", "use 1 to 9 metres")]
    [InlineData("\"2\"", "write a number without quotes")]
    [InlineData("null", "write a number without quotes")]
    public void A_wrong_number_is_quoted_as_it_was_written(string height, string fix)
    {
        var fault = Assert.Single(Shelf.FaultsOf($$"""{ "height": {{height}} }"""));
        Assert.Equal(("height", height, fix), (fault.Path, fault.Value, fault.Fix));
    }

    [Theory]
    [InlineData("hieght", "there is no such setting here; did you mean \"height\"?")]
    [InlineData("nam", "there is no such setting here; did you mean \"name\"?")]
    [InlineData("ownerName", "there is no such setting here; did you mean \"owner\"?")]
    [InlineData("manufacturr", "there is no such setting here; did you mean \"manufacturerName\"?")]
    [InlineData("Name", "write \"name\": names are case-sensitive")]
    [InlineData("Height", "\"height\" is written here too, and differs only by case: remove this one")]
    [InlineData("colour", "there is no such setting here; use one of boards, height, isOpen, manufacturerName, name, owner, serial, wood")]
    public void An_unknown_setting_gets_the_closest_name_or_all_names(string name, string fix)
    {
        var fault = Assert.Single(Shelf.FaultsOf($$"""{ "height": 2, "{{name}}": 3 }"""));
        Assert.Equal((name, "3", fix), (fault.Path, fault.Value, fault.Fix));
    }

    [Fact]
    public void A_name_that_would_make_a_path_ambiguous_is_in_quotes() => Assert.Equal(
        ["[\"\"]", "[\"boards[0]\"]", "[\"boards[0].width\"]"],
        Shelf.FaultsOf("""{ "height": 2, "": 1, "boards": [ { "width": 1 } ], "boards[0]": 1, "boards[0].width": 1 }""").Select(fault => fault.Path).Order(StringComparer.Ordinal));
}
