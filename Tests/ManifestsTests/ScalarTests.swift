import ClusterModel
import Testing

@testable import Manifests

/// The form of numbers, truth values and names of cases.
@Suite struct ScalarTests {
    @Test(arguments: [
        ("0", 0), ("7", 7), ("-3", -3), ("16", 16), ("-0", 0),
    ])
    func isAWholeNumber(_ text: String, _ value: Int) {
        #expect(read(FieldCodec.integer(-5...16), text).value == value)
    }

    @Test(arguments: [
        "17", "-6", "010", "+3", "0x10", "0o7", "1e1", "3.0", "1_0", "three", "\"3\"", "'3'", "[3]", "{a: 3}", "~", "",
        "--3",
        "- 3", "99999999999999999999", "１", "!!int 3.5",
    ])
    func isNoWholeNumber(_ text: String) {
        let (value, said) = read(FieldCodec.integer(-5...16), text)
        #expect(value == nil)
        #expect(said.count == 1)
    }

    @Test func numbersHaveAdvice() {
        #expect(
            read(FieldCodec.integer(1...16), "\"3\"").said == [
                "expected a whole number from 1 to 16, found “3”; leave out the quotes"
            ])
        #expect(
            read(FieldCodec.integer(1...16), "03").said == [
                "expected a whole number from 1 to 16, found “03”; leave out the leading zeros"
            ])
        #expect(
            read(FieldCodec.integer(1...16), "").said == [
                "expected a whole number from 1 to 16, found nothing; give a value, or leave the line out"
            ])
        #expect(read(FieldCodec.integer(1...16), "20").said == ["expected a whole number from 1 to 16, found “20”"])
        #expect(read(FieldCodec.integer(1...16), "[1]").said == ["expected a whole number from 1 to 16, found a list"])
        #expect(read(FieldCodec.integer(1...16), "{}").said == ["expected a whole number from 1 to 16, found a map"])
    }

    @Test func oneOfAFewNumbers() {
        #expect(read(FieldCodec.integer(256, 512), "512").value == 512)
        #expect(read(FieldCodec.integer(256, 512), "300").said == ["expected one of 256 or 512, found “300”"])
    }

    @Test func onlyTrueAndFalseAreTruthValues() {
        #expect(read(FieldCodec<Bool>.boolean, "true").value == true)
        #expect(read(FieldCodec<Bool>.boolean, "false").value == false)
        for text in ["True", "TRUE", "yes", "no", "on", "off", "y", "1", "0", "\"true\"", "~", "[]"] {
            #expect(read(FieldCodec<Bool>.boolean, text).value == nil, "\(text)")
            #expect(read(FieldCodec<Bool>.boolean, text).said.count == 1)
        }
        #expect(read(FieldCodec<Bool>.boolean, "yes").said == ["expected true or false, found “yes”"])
        #expect(FieldCodec<Bool>.boolean.write(true) == .scalar("true"))
        #expect(FieldCodec<Bool>.boolean.write(false) == .scalar("false"))
    }

    @Test func caseNames() {
        let form = FieldCodec<GlusterVolumeSpec.State>.choice()
        #expect(read(form, "stopped").value == .stopped)
        #expect(read(form, "\"stopped\"").value == .stopped)
        #expect(
            read(form, "Stopped").said == [
                "expected one of started or stopped, found “Stopped”; did you mean “stopped”?"
            ])
        #expect(read(form, "up").said == ["expected one of started or stopped, found “up”"])
        #expect(read(FieldCodec<HostSpec.FileSystem>.choice(), "ext4").said == ["expected xfs, found “ext4”"])
    }

    @Test func aLongTextIsShortened() {
        let said = read(FieldCodec.integer(1...16), String(repeating: "x", count: 500)).said
        #expect(said == ["expected a whole number from 1 to 16, found “\(String(repeating: "x", count: 60))…”"])
    }

    @Test func whatATerminalWouldActOnIsShown() {
        let said = read(FieldCodec.integer(1...16), "\"a\\e[31m\\nb\\u202e\"").said
        #expect(said == [#"expected a whole number from 1 to 16, found “a<U+001B>[31m\nb<U+202E>”"#])
    }
}
