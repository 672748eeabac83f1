/// gluster's own normal forms of option values, so that `on` and `enable` do not differ.
public enum OptionValues {
    /// Whether gluster takes the two texts for the same value.
    public static func match(_ left: String, _ right: String) -> Bool { normal(left) == normal(right) }

    /// Booleans as `on` and `off` (libglusterfs, gf_string2boolean), sizes in bytes (gf_string2bytesize), the rest as
    /// it is. `1` and `0` become booleans on both sides alike, so numbers still match themselves.
    static func normal(_ value: String) -> String {
        switch value.lowercased() {
        case "on", "enable", "true", "yes", "1": "on"
        case "off", "disable", "false", "no", "0": "off"
        case let other: size(other).map(String.init) ?? value
        }
    }

    /// `32MB` is 33554432; nil for what is no size.
    private static func size(_ text: String) -> UInt64? {
        let units: [(String, UInt64)] = [("kb", 10), ("mb", 20), ("gb", 30), ("tb", 40), ("pb", 50)]
        for (unit, shift) in units where text.hasSuffix(unit) {
            guard let number = UInt64(text.dropLast(2)), number <= UInt64.max >> shift else { return nil }
            return number << shift
        }
        return UInt64(text)
    }
}
