using System.Diagnostics;
using OpcSpaces.Edge.RaspberryPi.LineEvents;

namespace OpcSpaces.Edge.RaspberryPi.Tests.LineEvents;

/// <summary>
/// The line devices that the same tests run over: pipes on every machine, and each chip of the kernel's simulator (<c>gpio-sim</c>,
/// https://www.kernel.org/doc/html/latest/admin-guide/gpio/gpio-sim.html) that this machine has and this user may use.
/// </summary>
internal static class RealLineDevices
{
    private const string Pipes = "pipes";
    private const string Platform = "/sys/devices/platform";

    public static IEnumerable<string> All => [Pipes, .. SimulatedChips().Where(CanUse)];

    /// <summary>A device with its line 0, which the result sets.</summary>
    public static (ILineDevice Device, Action<bool> Set) Open(string name)
    {
        if (name != Pipes) return (GpioCharacterDevice.Open($"/dev/{Path.GetFileName(name)}"), high => File.WriteAllText(PullOf(name), high ? "pull-up" : "pull-down"));
        var pipes = new FakeLineDevice();
        return (pipes, high => pipes.Edge(0, high, Stopwatch.GetElapsedTime(0)));
    }

    private static IEnumerable<string> SimulatedChips() => Directory.Exists(Platform)
        ? Directory.EnumerateDirectories(Platform, "gpio-sim.*").SelectMany(bank => Directory.EnumerateDirectories(bank, "gpiochip*"))
        : [];

    private static bool CanUse(string chip) => File.Exists(PullOf(chip)) && File.Exists($"/dev/{Path.GetFileName(chip)}") && Environment.IsPrivilegedProcess;

    private static string PullOf(string chip) => Path.Combine(chip, "sim_gpio0", "pull");
}
