namespace OpcSpaces.FirmwareSim.Tenancy.Rows;

/// <summary>Names and credit codes of firms that do not exist. Each name ends in 模拟 (simulated).</summary>
internal sealed class CompanyNames
{
    private const string First = "云智光星远启蓝禾曜澜拓鹿溪岚橙知梧景牧朗";
    private const string Second = "图川帆野石桥芽舟谷林见木语鲸禾页声山泽巷";
    private static readonly string[] Trades = ["智能科技", "软件", "数据技术", "数字科技", "创意设计", "网络科技", "电子商务", "机器人技术"];

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>A name that was not drawn before.</summary>
    public string Draw(SeededRandom random)
    {
        for (var tries = 0; ; tries++)
        {
            var brand = $"{First[random.Below(First.Length)]}{Second[random.Below(Second.Length)]}";
            // A large city has more firms than there are pairs.
            if (tries >= 3)
                brand += First[random.Below(First.Length)];
            var name = $"深圳{brand}{Trades[random.Below(Trades.Length)]}有限公司（模拟）";
            if (_taken.Add(name))
                return name;
        }
    }
}
