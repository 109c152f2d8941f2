using System.Globalization;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Running;

/// <summary>
/// A machine on which almost nothing is installed, for running one of the repository's scripts: a copy of the script that finds
/// programs in a single folder, which holds the usual tools, a .NET SDK that cannot build, and what a test installs.
/// </summary>
internal sealed class BareMachine : IDisposable
{
    private readonly string _name;
    private static readonly string[] UsualTools =
    [
        "awk", "basename", "bash", "cat", "chmod", "dirname", "env", "find", "git", "grep", "head", "ln", "mkdir", "rm", "sed", "sleep", "sort", "tail",
        "tee", "timeout", "touch", "tr", "true", "xargs",
    ];

    private readonly TemporaryDirectory _directory = new("bare-machine");
    private readonly string _script;

    /// <param name="script">Path in the repository, such as <c>cloud/run</c>.</param>
    /// <param name="userId">The output of <c>id -u</c>; 0 is root.</param>
    public BareMachine(string script, int userId)
    {
        _name = script;
        _script = _directory.File([.. script.Split('/')]);
        var text = File.ReadAllText(Path.Combine(ProductBinary.RepositoryRoot, script));
        File.WriteAllText(_script, text.Replace("/usr/sbin", Programs, StringComparison.Ordinal).Replace(":/sbin", "", StringComparison.Ordinal));
        _ = _directory.File("cloud", "OpcSpaces.Run", "x"); // the project that cloud/run builds
        Home = Path.GetDirectoryName(_directory.File("home", "x"))!;
        foreach (var tool in UsualTools) File.CreateSymbolicLink(Path.Combine(Programs, tool), ServerBinary.Find(tool, tool));
        Install("id", string.Create(CultureInfo.InvariantCulture, $"echo {userId}"));
        Install("ldconfig", "true");
        Install("uname", "echo x86_64");
        Install("dotnet", """[ "$1" = --version ] && echo 10.0.100 && exit; echo 'error: this SDK builds nothing'; exit 1""");
    }

    public string Home { get; set; }

    private string Programs => Path.GetDirectoryName(_directory.File("programs", "x"))!;

    public string PathOf(string name) => _directory.File(name);

    /// <summary>Installs a program that is a line of shell; <c>$HERE</c> is the folder of the programs.</summary>
    public void Install(string program, string line)
    {
        var path = Path.Combine(Programs, program);
        // A usual tool is a link: writing through it would change the tool of the real machine.
        File.Delete(path);
        File.WriteAllText(path, $"#!{Programs}/bash\nHERE={Programs}\n{line}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Installs the .NET SDK of the real machine.</summary>
    public void InstallSdk()
    {
        Remove("dotnet");
        File.CreateSymbolicLink(Path.Combine(Programs, "dotnet"), ServerBinary.Find("dotnet", "dotnet"));
    }

    public void Remove(string program) => File.Delete(Path.Combine(Programs, program));

    /// <summary>Starts the script where it is, not the copy, so that it finds the repository.</summary>
    public ServerProcess StartInRepository(params IEnumerable<string> arguments) => ServerProcess.Start(
        Path.Combine(Programs, "env"),
        ["-i", $"PATH={Programs}", $"HOME={Environment.GetEnvironmentVariable("HOME")}", "bash", Path.Combine(ProductBinary.RepositoryRoot, _name), .. arguments]);

    public async Task<(int Code, string Text)> RunAsync(params IEnumerable<string> arguments)
    {
        await using var run = ServerProcess.Start(
            Path.Combine(Programs, "env"), ["-i", $"PATH={Programs}", $"HOME={Home}", "bash", _script, .. arguments]);
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        await run.WaitForExitAsync(deadline.Token);
        return (run.ExitCode, run.Log);
    }

    public void Dispose() => _directory.Dispose();
}
