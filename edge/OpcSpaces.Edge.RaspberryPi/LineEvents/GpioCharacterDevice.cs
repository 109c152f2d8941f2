using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using OpcSpaces.Edge.RaspberryPi.Kernel;
using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Edge.RaspberryPi.LineEvents;

/// <summary>One <c>/dev/gpiochipN</c> of the kernel.</summary>
internal sealed class GpioCharacterDevice : ILineDevice
{
    private readonly SafeFileHandle _file;

    private GpioCharacterDevice(SafeFileHandle file, string path)
    {
        (_file, Path) = (file, path);
        Span<byte> info = stackalloc byte[LineRequest.ChipInfoSize];
        LibC.Control(file, LineRequest.ChipInfo, info, path);
        Label = Encoding.ASCII.GetString(info[32..64]).TrimEnd('\0');
        Lines = (int)MemoryMarshal.Read<uint>(info[64..]);
    }

    public string Path { get; }

    /// <summary>The name of the hardware, for example <c>pinctrl-bcm2711</c>.</summary>
    public string Label { get; }

    public int Lines { get; }

    /// <summary>Throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> when the device is not there or cannot be used.</summary>
    public static GpioCharacterDevice Open(string path)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            return new GpioCharacterDevice(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether this chip has the pins of the header of a Raspberry Pi: up to model 4 a BCM chip, model 5 the RP1.</summary>
    public bool IsHeader => Label.StartsWith("pinctrl-bcm", StringComparison.Ordinal) || Label.StartsWith("pinctrl-rp1", StringComparison.Ordinal);

    public SafeFileHandle Request(int line, PinPull pull)
    {
        var request = LineRequest.Of(line, pull);
        LibC.Control(_file, LineRequest.GetLine, request, $"line {line} of {Path}");
        return new SafeFileHandle(LineRequest.FileOf(request), ownsHandle: true);
    }

    public bool ReadLevel(SafeFileHandle line)
    {
        // The mask says that the first line of the request is meant; its level comes back in the first bit.
        Span<byte> values = stackalloc byte[LineRequest.ValuesSize];
        values.Clear();
        MemoryMarshal.Write(values[8..], 1UL);
        LibC.Control(line, LineRequest.GetValues, values, $"the level of a line of {Path}");
        return (MemoryMarshal.Read<ulong>(values) & 1) == 1;
    }

    public void Dispose() => _file.Dispose();
}
