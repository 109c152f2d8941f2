using System.Globalization;
using OpcSpaces.Benchmarks.Latency;

namespace OpcSpaces.Benchmarks.Load;

/// <summary>The process of <see cref="AgentsProcess"/>: runs commands from standard input until it ends.</summary>
internal static class AgentsRole
{
    /// <param name="arguments">Directory, broker's port, number of gateways, and a file for the times of pin changes (or "").</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var (directory, port, gateways) = (arguments[0], Number(arguments[1]), Number(arguments[2]));
        await using var append = new AppendLoad(directory, port, gateways);
        await using var city = new CityLoad(directory, port, gateways, arguments[3]);
        for (var asked = 1; await Console.In.ReadLineAsync() is { } line; asked++)
        {
            double[] numbers = [.. line.Split(' ').Skip(1).Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
            double[] answer = line.Split(' ')[0] switch
            {
                "start" => await append.StartAsync(),
                "append" => await append.AppendAsync((int)numbers[0], (int)numbers[1]),
                "fill" => await append.FillAsync((int)numbers[0], (int)numbers[1]),
                "drain" => await append.DrainAsync(),
                "city" => await city.StartAsync(),
                "trigger" => await city.TriggerAsync(numbers[0], numbers[1]),
                _ => throw new ArgumentException($"'{line}' is not a command."),
            };
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"done {asked} {string.Join(' ', answer.Select(n => n.ToString(CultureInfo.InvariantCulture)))}"));
        }
        return 0;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
