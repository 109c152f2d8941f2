namespace OpcSpaces.FirmwareSim.Tests.Commands;

/// <summary>Every option of <c>opcspaces-sim</c> that takes a value, with a valid value and values that must be refused.</summary>
internal static class BadArguments
{
    private static readonly string[] NotWhole = ["", " ", "many", "1.5", "1e3", "0x10", "99999999999", "-99999999999", "NaN", "\u001b[31m"];
    private static readonly string[] NotCount = [.. NotWhole, "-1"];
    private static readonly string[] NotNumber = ["", " ", "ever", "NaN", "Infinity", "1e300", "1,5", "9999999999999", "-9999999999999", "\u001b[31m"];
    private static readonly string[] NotId = ["a/b", "a+b", "a#", "\u001b[31m", new('x', 129)];
    private static readonly string[] NotMoment = ["", "tomorrow", "2026-13-01", "0001-01-01", "9999-12-31", "2100-01-01", "1e9", "\u001b[31m"];
    private static readonly string[] NotFile = ["", " ", "/tmp", "a\0b", "a\u001b[31mb"];
    private static readonly string[] NotShipped = [.. NotFile, "no where", "/nowhere.jsonc", "no/where", "/dev/zero", "/dev/null"];

    private static readonly (string Option, string Valid, string[] Bad)[] Building =
    [
        ("--building", "office", NotShipped), ("--faults", "frauds", NotShipped), ("--desks", "10", [.. NotCount, "0", "60001"]), ("--gateways", "2", [.. NotCount, "0", "60001"]),
        ("--seed", "1", NotWhole), ("--community", "c", [.. NotId, "", " "]),
    ];

    private static readonly (string Option, string Valid, string[] Bad)[] Fleet =
    [
        ("--data", "/nowhere-opcspaces", ["", " ", "/etc/passwd", "/dev/zero", "a\0b", "a\u001b[31mb"]),
        ("--broker", "h:1", ["", "nowhere", "host:", ":1883", "host:0", "host:-1", "host:99999", "host:1883:x", "a b:1883", "host/x:1883", "1:1883", "127.1:1883", "\u001b[31m:1883"]),
        ("--host", "h", NotId), ("--for", "1", [.. NotNumber, "0", "-1", "4000001"]),
    ];

    private static readonly Dictionary<string, (string Option, string Valid, string[] Bad)[]> Commands = new()
    {
        ["run"] =
        [
            .. Building, .. Fleet, ("--start", "now", [.. NotMoment, "25:00", "10:00:00"]), ("--days", "1", [.. NotCount, "3661"]), ("--report-seconds", "1", [.. NotCount, "0", "3601"]),
            ("--speed", "1", [.. NotNumber, "-1", "1000001", "min"]), ("--truth", "t.csv", NotFile),
        ],
        ["replay"] =
        [
            .. Fleet, ("--speed", "1", [.. NotNumber, "-1", "1000001"]), ("--utc-offset", "8", [.. NotNumber, "-14.5", "15"]), ("--hold-off", "1", [.. NotCount, "0", "86401"]),
        ],
        ["describe"] = Building,
        ["truth"] = [.. Building, ("--from", "2026-03-02", NotMoment), ("--to", "2026-03-03", NotMoment), ("--days", "1", [.. NotCount, "0", "3661", "2147483647"]), ("--out", "t.csv", NotFile)],
        ["load"] =
        [
            .. Fleet, ("--gateways", "1", [.. NotCount, "0", "5001"]), ("--points", "1", [.. NotCount, "0", "1001"]), ("--rate", "1", [.. NotNumber, "0", "-1"]), ("--batch", "1", [.. NotCount, "0", "1001"]),
        ],
    };

    /// <summary>Command, option and each value that must be refused.</summary>
    public static TheoryData<string, string, string> Values()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (command, option) in Commands.SelectMany(command => command.Value.Select(option => (command.Key, option))))
            foreach (var value in option.Bad)
                data.Add(command, option.Option, value);
        data.Add("replay", "--columns", "");
        data.Add("replay", "--columns", "A,,B");
        return data;
    }

    /// <summary>Command, option and a valid value.</summary>
    public static TheoryData<string, string, string> Options()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (command, option) in Commands.SelectMany(command => command.Value.Select(option => (command.Key, option))))
            data.Add(command, option.Option, option.Valid);
        return data;
    }

    /// <summary>The arguments that a command must have, without one option.</summary>
    public static IEnumerable<string> Valid(string command, string except) => command switch
    {
        "replay" => ["replay", Testing.RecordedRoomFile.FullPath, .. Required("--data", "/nowhere-opcspaces", except)],
        "describe" => ["describe"],
        "truth" => ["truth", .. Required("--from", "2026-03-02", except)],
        _ => [command, .. Required("--data", "/nowhere-opcspaces", except)],
    };

    private static string[] Required(string option, string value, string except) => option == except ? [] : [option, value];
}
