/// gluster's own reading of values (libglusterfs, gf_string2boolean, gf_string2bytesize, gf_string2percent,
/// gf_string2time and strtoll with base 0), without the blanks and plus signs in front that C puts up with.
enum GlusterValue {
    static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "on", "enable", "true", "yes", "1": true
        case "off", "disable", "false", "no", "0": false
        default: nil
        }
    }

    /// `16`, `020` and `0x10` are the same.
    static func integer(_ text: String) -> Int? {
        let isNegative = text.hasPrefix("-")
        let digits = isNegative ? text.dropFirst() : text[...]
        guard let first = digits.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return nil }
        let sign = isNegative ? "-" : ""
        if digits.hasPrefix("0x") || digits.hasPrefix("0X") {
            let rest = digits.dropFirst(2)
            return rest.hasPrefix("-") || rest.hasPrefix("+") ? nil : Int(sign + rest, radix: 16)
        }
        return Int(sign + digits, radix: first == UInt8(ascii: "0") ? 8 : 10)
    }

    /// Seconds of `30`, `30s`, `5min`, `2hr`, `1d` or `1wk`.
    static func time(_ text: String) -> Int? {
        // `d` is a digit of base sixteen there, not a day.
        let isHex = text.hasPrefix("0x") || text.hasPrefix("0X")
        let end = isHex ? text.endIndex : number(text).endIndex
        guard let count = integer(String(text[..<end])), let unit = seconds(text[end...]) else { return nil }
        let (product, overflows) = count.multipliedReportingOverflow(by: unit)
        return overflows ? nil : product
    }

    private static func seconds(_ unit: Substring) -> Int? {
        switch unit {
        case "", "s", "sec": 1
        case "m", "min": 60
        case "h", "hr": 3_600
        case "d", "days": 86_400
        case "w", "wk": 604_800
        default: nil
        }
    }

    /// `20` and `20%` as the same number, from 0 to 100.
    static func percent(_ text: String) -> Double? {
        guard let number = decimal(text.hasSuffix("%") ? text.dropLast() : text[...]), number <= 100 else { return nil }
        return number
    }

    /// Bytes of `64MB`, `1.5GB`, `512B` or `4096`.
    static func size(_ text: String) -> Int? {
        let number = number(text)
        guard let unit = bytes(text[number.endIndex...].lowercased()), let value = decimal(number) else { return nil }
        guard let whole = Int(number) else { return Int(exactly: (value * Double(unit)).rounded(.towardZero)) }
        let (product, overflows) = whole.multipliedReportingOverflow(by: unit)
        return overflows ? nil : product
    }

    private static func bytes(_ unit: String) -> Int? {
        switch unit {
        case "", "b": 1
        case "kb": 1 << 10
        case "mb": 1 << 20
        case "gb": 1 << 30
        case "tb": 1 << 40
        case "pb": 1 << 50
        default: nil
        }
    }

    /// `10.0%`, or bytes: a number without a sign or unit is a percentage up to 100. Here `B` is no unit, and only
    /// percentages have fractions.
    static func percentOrSize(_ text: String) -> String? {
        if text.hasSuffix("%") { return percent(text).map { "\($0)%" } }
        let number = number(text)
        guard !number.contains("."), text[number.endIndex...].lowercased() != "b", let bytes = size(text) else {
            return nil
        }
        return number.endIndex == text.endIndex && bytes <= 100 ? "\(Double(bytes))%" : "\(bytes)"
    }

    /// The digits and points that a text begins with.
    private static func number(_ text: String) -> Substring { text.prefix { ($0.isASCII && $0.isNumber) || $0 == "." } }

    /// A number without a sign; `.5` and `5.` are C's.
    private static func decimal(_ text: Substring) -> Double? {
        let digits = text.utf8.filter { $0 != UInt8(ascii: ".") }
        guard !digits.isEmpty, text.utf8.count - digits.count <= 1,
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Double(text.hasPrefix(".") ? "0\(text)" : text.hasSuffix(".") ? "\(text)0" : String(text))
    }

    private static let addressSigns = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:*_-/")

    /// Whether gluster can read addresses there. Of the older form only the signs are looked at, of the newer one
    /// (`/dir(10.0.0.1|10.0.0.2)`) nothing: gluster knows better.
    static func isAddressList(_ text: String) -> Bool {
        if text.hasPrefix("/") || text.contains("(") { return true }
        return text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { item in
            guard let first = item.utf8.first, first != UInt8(ascii: "-") else { return false }
            return item.unicodeScalars.allSatisfy { $0.isASCII && addressSigns.contains(Character($0)) }
        }
    }

    /// `64MB`; the greatest unit that fits.
    static func sizeText(_ bytes: Int) -> String {
        let units = [("PB", 50), ("TB", 40), ("GB", 30), ("MB", 20), ("KB", 10)]
        let fitting = units.first { bytes != 0 && bytes.isMultiple(of: 1 << $0.1) }
        return fitting.map { "\(bytes >> $0.1)\($0.0)" } ?? "\(bytes)"
    }
}
