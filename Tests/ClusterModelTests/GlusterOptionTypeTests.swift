import Testing

@testable import ClusterModel

/// What each type takes, and its one form.
@Suite struct GlusterOptionTypeTests {
    /// Nil where the value is not taken.
    private func form(_ type: GlusterOptionType, _ value: String) -> String? {
        type.takes(value) ? type.normal(value) : nil
    }

    @Test(arguments: [
        ("on", "on"), ("ON", "on"), ("enable", "on"), ("True", "on"), ("yes", "on"), ("1", "on"), ("off", "off"),
        ("disable", "off"), ("false", "off"), ("no", "off"), ("0", "off"), ("2", nil), ("o", nil), ("", nil),
        ("on ", nil), ("01", nil),
    ])
    func boolean(_ value: String, _ normal: String?) {
        #expect(form(.boolean, value) == normal)
    }

    @Test(arguments: [
        ("0", "0"), ("10", "10"), ("-5", "-5"), ("0x10", "16"), ("-0x10", "-16"), ("010", "8"), ("08", nil),
        ("12.5", nil), ("1e3", nil), ("", nil), ("-", nil), ("--1", nil), ("+1", nil), (" 7", nil), ("0x", nil),
        ("0x-1", nil), ("9223372036854775807", "9223372036854775807"), ("9223372036854775808", nil), ("٣", nil),
    ])
    func integer(_ value: String, _ normal: String?) {
        #expect(form(.integer(GlusterRange()), value) == normal)
    }

    @Test(arguments: [
        ("4096", "4096"), ("512B", "512"), ("1KB", "1024"), ("32MB", "33554432"), ("32mb", "33554432"),
        ("1.5GB", "1610612736"), ("1TB", "1099511627776"), ("1PB", "1125899906842624"), ("64M", nil), ("64 MB", nil),
        ("-1MB", nil), ("0x10", nil), ("MB", nil), ("", nil), (".", nil), ("1.2.3KB", nil), ("10000PB", nil),
        ("99999999999999999999999", nil), ("64MiB", nil), ("010", "10"),
    ])
    func size(_ value: String, _ normal: String?) {
        #expect(form(.size(GlusterRange()), value) == normal)
    }

    @Test(arguments: [
        ("30", "30"), ("30s", "30"), ("30sec", "30"), ("5m", "300"), ("5min", "300"), ("2h", "7200"), ("2hr", "7200"),
        ("1d", "86400"), ("1days", "86400"), ("1day", nil), ("1w", "604800"), ("1wk", "604800"), ("0x10", "16"),
        ("010s", "8"), ("-1", nil), ("s", nil), ("5 m", nil), ("5M", nil), ("", nil), ("1.5h", nil),
        ("9223372036854775807w", nil),
    ])
    func time(_ value: String, _ normal: String?) {
        #expect(form(.time(GlusterRange(least: 0)), value) == normal)
    }

    @Test(arguments: [
        ("20", "20.0%"), ("20%", "20.0%"), ("12.5%", "12.5%"), ("0", "0.0%"), ("100%", "100.0%"), ("101", nil),
        ("-1%", nil), ("%", nil), ("", nil), ("20%%", nil), (".5%", "0.5%"), ("5.%", "5.0%"), ("1e1", nil),
        ("nan", nil), ("inf", nil),
    ])
    func percent(_ value: String, _ normal: String?) {
        #expect(form(.percent, value) == normal)
    }

    @Test(arguments: [
        ("10%", "10.0%"), ("10", "10.0%"), ("100", "100.0%"), ("101", "101"), ("101%", nil), ("10GB", "10737418240"),
        ("10B", nil), ("1.5GB", nil), ("12.5%", "12.5%"), ("64MB", "67108864"), ("-5", nil), ("on", nil), ("", nil),
    ])
    func percentOrSize(_ value: String, _ normal: String?) {
        #expect(form(.percentOrSize, value) == normal)
    }

    @Test(arguments: [
        ("*", true), ("10.88.0.*", true), ("10.0.0.1,host1.lab.test", true), ("fe80::1", true), ("10.0.0.0/24", true),
        ("/dir(10.0.0.1|10.0.0.2)", true), ("50%", false), ("-5", false), ("a,,b", false), ("a b", false), ("é", false),
        ("", false),
    ])
    func addresses(_ value: String, _ isTaken: Bool) {
        #expect(GlusterOptionType.addresses.takes(value) == isTaken)
        #expect(GlusterOptionType.addresses.normal(value) == value)
    }

    @Test func bounds() {
        let range = GlusterRange(least: 1, most: 64)
        #expect(["0", "1", "64", "65"].map(GlusterOptionType.integer(range).takes) == [false, true, true, false])
        #expect(!GlusterOptionType.size(GlusterRange(least: 4 << 20)).takes("1MB"))
        #expect(GlusterOptionType.size(GlusterRange(least: 4 << 20)).takes("4MB"))
        #expect(!GlusterOptionType.time(GlusterRange(most: 60)).takes("2m"))
        #expect(GlusterRange("1..64") == range)
        #expect(GlusterRange("-1..") == GlusterRange(least: -1))
        #expect(GlusterRange("..5") == GlusterRange(most: 5))
        #expect(GlusterRange("-") == GlusterRange())
    }

    @Test func choicesAndTexts() {
        let policy = GlusterOptionType.choice(["none", "auto", "fixed"])
        #expect(form(policy, "auto") == "auto")
        #expect(form(policy, "Auto") == nil)
        #expect(form(.choice(["on", "yes", "off", "open"]), "yes") == "on")
        #expect(form(.choice(["on", "yes", "off", "open"]), "open") == "open")
        #expect(form(.path, "/var/run") == "/var/run")
        #expect(form(.path, "var/run") == nil)
        #expect(form(.path, "/var/../x") == nil)
        #expect(form(.text, "") == "")
    }

    @Test func whatIsExpected() {
        #expect(GlusterOptionType.boolean.expected == "on or off")
        #expect(GlusterOptionType.integer(GlusterRange(least: 1, most: 64)).expected == "a whole number from 1 to 64")
        #expect(
            GlusterOptionType.size(GlusterRange(least: 4 << 20, most: 4 << 40)).expected
                == "a size from 4MB to 4TB, such as 64MB or 1GB")
        #expect(
            GlusterOptionType.time(GlusterRange(least: 0, most: 1013)).expected
                == "a time from 0s to 1013s, such as 30s or 5min")
        #expect(GlusterOptionType.choice(["none", "auto", "fixed"]).expected == "one of none, auto or fixed")
        #expect(GlusterOptionType.integer(GlusterRange(least: 0)).expected == "a whole number of at least 0")
        #expect(GlusterOptionType.integer(GlusterRange(most: 9)).expected == "a whole number of at most 9")
    }
}
